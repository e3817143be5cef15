import { exports } from "cloudflare:workers";
import { clientsOf } from "./clients.ts";

export const origin = "https://latchkey.test";

export const { anonymous, bearer, signedIn } = clientsOf({
  origin,
  fetch: (url, init) => exports.default.fetch(url, init),
});
