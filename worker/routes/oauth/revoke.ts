import * as z from "zod/mini";
import { revokePresented } from "../../change/revoke-presented.ts";
import { empty, oauthErrors } from "../../http/answers.ts";
import type { Documentation } from "../../http/documentation.ts";
import { type App, Hono } from "../../http/hono.ts";
import { invalidRequest } from "../../http/oauth-error.ts";
import { FORM, readForm } from "../../http/read-form.ts";

/** RFC 7009 §2.1; the hint is ignored. */
const revocationForm = z.object({ token: z.string(), token_type_hint: z.optional(z.string()) });

/**
 * RFC 7009: every holder of a token can end it, so whoever finds a leaked one can. §2.2: an unknown token is answered
 * alike, because its holder has what they wanted. Allowed over plain http too: a token that was just sent in the
 * clear had better end.
 */
export const revoke = new Hono<App>().post("/", async (c) => {
  const form = await readForm(c, revocationForm);
  if (!form.ok) return invalidRequest(form.problem);
  await revokePresented(c.var.runtime, form.fields.token);
  return c.body(null, 200);
});

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "POST /": {
      summary: "RFC 7009: a holder ends a token",
      description:
        "Possession is the authorisation. The answer is the same for a text that is not a live API token.",
      token: false,
      body: { [FORM]: revocationForm },
      answers: { ...empty(200, "If this was an API token, it is revoked"), ...oauthErrors(400, 413, 503) },
    },
  };
}
