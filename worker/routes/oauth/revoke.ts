import { Hono } from "hono";
import type { App } from "../../http/hono.ts";
import { invalidRequest } from "../../http/oauth-error.ts";
import { readForm } from "../../http/read-form.ts";
import { revokePresented } from "../../revocation/revoke-presented.ts";

/**
 * RFC 7009: whoever holds a token can end it, so that a leaked one can be killed by its finder.
 * §2.2: a token that is not known is answered alike, for its holder has what they wanted.
 */
export const revoke = new Hono<App>().post("/", async (c) => {
  const form = await readForm(c);
  if (!form.ok) return invalidRequest(form.problem);
  const text = form.fields.get("token");
  if (text === undefined) return invalidRequest("The parameter token is missing.");
  await revokePresented(c.var.runtime, text);
  return c.body(null, 200);
});
