import { seedDemo } from "../../db/seeds/demo.ts";
import type { Demo } from "../../worker/commands/dev/demo.ts";
import { PASSWORD_HASH } from "../factories/password.ts";
import { randomBytes } from "../factories/random-bytes.ts";

/** Northwind and Fabrikam as in `npm run dev`, but with a password that is fast to check. */
export function seedTestDemo(env: Pick<Cloudflare.Env, "DB" | "TOKEN_PREFIX">): Promise<Demo> {
  return seedDemo(env.DB, Date.now(), {
    tokenPrefix: env.TOKEN_PREFIX,
    passwordHash: PASSWORD_HASH,
    randomBytes,
  });
}
