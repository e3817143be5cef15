import * as z from "zod/mini";
import { type Reason, Refusal } from "../domain/errors.ts";
import { normalizeEmail } from "../domain/users/email-address.ts";
import { json, problemSchema, problems } from "../http/answers.ts";
import { methodNotAllowed } from "../http/by-method.ts";
import { clientOf } from "../http/client.ts";
import { demandHttps } from "../http/demand-https.ts";
import { fieldErrors, tokenRequestSchema } from "../http/django.ts";
import type { Documentation } from "../http/documentation.ts";
import { type App, Hono } from "../http/hono.ts";
import { noStore } from "../http/no-store.ts";
import { problem, problemOf } from "../http/problem.ts";
import { readFields } from "../http/read-fields.ts";
import { createTokenByPassword } from "../procedures/tokens/create-by-password.ts";

const WRONG = { non_field_errors: ["Unable to log in with provided credentials."] };

/** A stranger cannot tell these from a wrong password, as in Django REST. */
const WRONG_REASONS: Reason[] = ["credentials-wrong", "account-deactivated", "organization-unknown"];

const UNNAMED = "api-token-auth";

/** Django REST's `obtain_auth_token`, with its words and shapes, for clients of an old token server. */
export const apiTokenAuth = new Hono<App>()
  .use(noStore())
  .use(demandHttps())
  .post("/", async (c) => {
    const body = await readFields(c);
    if (!body.ok) return problem(body.problem);
    if (typeof body.fields !== "object" || body.fields === null || Array.isArray(body.fields)) {
      return c.json({ non_field_errors: ["Invalid data. Expected a dictionary."] }, 400);
    }
    const asked = tokenRequestSchema.safeParse(body.fields);
    if (!asked.success) return c.json(fieldErrors(asked.error), 400);
    const { username, password, organization, name = UNNAMED } = asked.data;
    try {
      const token = await createTokenByPassword(
        { runtime: c.var.runtime, client: clientOf(c), firstPassword: () => true },
        { email: normalizeEmail(username), password, organizationId: organization, name },
      );
      return c.json({ token });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (WRONG_REASONS.includes(error.reason)) return c.json(WRONG, 400);
      return problem(problemOf(error));
    }
  })
  .all("/", () => methodNotAllowed(["POST"]));

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "POST /": {
      summary: "Django REST's obtain_auth_token: an API token for a password",
      description: "Wrong passwords count together with those of the web app. Unknown fields are ignored.",
      token: false,
      body: {
        "application/json": tokenRequestSchema,
        "application/x-www-form-urlencoded": tokenRequestSchema,
        "multipart/form-data": tokenRequestSchema,
      },
      answers: {
        ...json("The token, which is never shown again", z.object({ token: z.string() })),
        400: {
          description: "The wrong password, or missing or invalid fields",
          content: {
            "application/json": z.record(z.string(), z.array(z.string())),
            "application/problem+json": problemSchema,
          },
        },
        ...problems(403, 409, 413, 415, 429, 503),
      },
    },
  };
}
