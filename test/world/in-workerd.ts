import { env, exports } from "cloudflare:workers";
import type { Demo } from "../../worker/commands/dev/demo.ts";
import { clientsOf } from "./clients.ts";
import { seedTestDemo } from "./demo.ts";

export const origin = "https://latchkey.test";

export const { anonymous, bearer, signedIn } = clientsOf({
  origin,
  fetch: (url, init) => exports.default.fetch(url, init),
});

/** Seeds Northwind and Fabrikam once per test file: `beforeAll(withDemo)`. */
export async function withDemo(): Promise<Demo> {
  return seedTestDemo(env);
}
