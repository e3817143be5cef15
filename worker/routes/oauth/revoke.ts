import * as z from "zod/mini";
import { revokePresented } from "../../change/revoke-presented.ts";
import { empty, oauthErrors } from "../../http/answers.ts";
import { documented } from "../../http/documented.ts";
import { type App, Hono } from "../../http/hono.ts";
import { invalidRequest } from "../../http/oauth-error.ts";
import { FORM, readForm } from "../../http/read-form.ts";

/** RFC 7009 §2.1; the hint is not needed. */
const revocationForm = z.object({ token: z.string(), token_type_hint: z.optional(z.string()) });

/**
 * RFC 7009: whoever holds a token can end it, so that a leaked one can be killed by its finder.
 * §2.2: a token that is not known is answered alike, for its holder has what they wanted. Over plain http too:
 * a token that has just been sent in the clear had better end than live on.
 */
export const revoke = new Hono<App>().post(
  "/",
  documented(() => ({
    summary: "RFC 7009: whoever holds a token ends it",
    description:
      "Possession is the authorisation. The answer is the same for a text that is not a live API token.",
    token: false,
    body: { [FORM]: revocationForm },
    answers: { ...empty(200, "If this was an API token, it is revoked"), ...oauthErrors(400, 413, 503) },
  })),
  async (c) => {
    const form = await readForm(c, revocationForm);
    if (!form.ok) return invalidRequest(form.problem);
    await revokePresented(c.var.runtime, form.fields.token);
    return c.body(null, 200);
  },
);
