import type { Context, Next } from "hono";
import * as z from "zod/mini";
import type { Actor } from "../../domain/actor.ts";
import { parseToken } from "../../domain/tokens/token.ts";
import { usedFor } from "../../domain/tokens/used-for.ts";
import { json, oauthErrors } from "../../http/answers.ts";
import { authenticate } from "../../http/authenticate.ts";
import { countAnswer } from "../../http/count-answer.ts";
import { demandHttps } from "../../http/demand-https.ts";
import { demandPermission } from "../../http/demand-permission.ts";
import type { Documentation } from "../../http/documentation.ts";
import { type App, Hono } from "../../http/hono.ts";
import { invalidRequest, oauthError } from "../../http/oauth-error.ts";
import { FORM, type Form, readForm } from "../../http/read-form.ts";
import { throttleFailedCallers } from "../../http/throttle-failed-callers.ts";
import { verifyToken } from "../../verification/verify-token.ts";

/** Recorded when a resource server asks about a token without naming a request. */
const INTROSPECTED = "introspect";

/** RFC 7662 §2.1, and the request that the token is used for, which "last usage" then shows. */
const introspectionForm = z.object({
  token: z.string(),
  token_type_hint: z.optional(z.string()),
  method: z.optional(z.string()),
  path: z.optional(z.string()),
});

type Introspection = {
  Bindings: App["Bindings"];
  Variables: App["Variables"] & { form: Form<z.output<typeof introspectionForm>> };
};

const introspectionSchema = z.union([
  z.object({
    active: z.literal(true),
    token_type: z.literal("Bearer"),
    scope: z.string(),
    sub: z.string(),
    username: z.string(),
    jti: z.string(),
    iss: z.url(),
    iat: z.int(),
    exp: z.optional(z.int()),
    organization_id: z.string(),
    visibility_groups: z.array(z.string()),
  }),
  z.object({ active: z.literal(false) }),
]);

/** RFC 7662: whether a token of the caller's own organization is active, and what it may do. */
export const introspect = new Hono<Introspection>().post(
  "/",
  demandHttps(oauthError),
  throttleFailedCallers(oauthError),
  foreseePresented,
  authenticate(oauthError),
  demandPermission("tokens.introspect", oauthError),
  async (c) => {
    const [form, actor, runtime] = [c.get("form"), c.get("actor"), c.get("runtime")];
    if (!form.ok) return invalidRequest(form.problem);
    const { token: text, method, path } = form.fields;
    const use = usedFor(method ?? INTROSPECTED, path ?? "");
    const verdict = await verifyToken(runtime, {
      text,
      kind: "api",
      organizationId: actor.member.organization.id,
      use,
      request: { to: "organization", wanted: method && path ? { method, target: path } : "untold" },
    });
    if (verdict.ok) countAnswer(runtime, verdict, use);
    if (verdict.ok) return c.json(active(verdict.actor, runtime.origin));
    if (verdict.refusal.reason === "unavailable") throw verdict.refusal.told;
    // RFC 7662 §2.2: the answer does not say why a token is not active.
    return c.json({ active: false });
  },
);

/** Reads both tokens at once; the verdict on the caller's still comes first. */
async function foreseePresented(c: Context<Introspection>, next: Next): Promise<void> {
  const { reads, settings } = c.get("runtime");
  const form = await readForm(c, introspectionForm);
  c.set("form", form);
  const presented = form.ok ? parseToken(form.fields.token, settings.tokenPrefix) : null;
  if (presented) reads.foresee(presented.id);
  await next();
}

/** RFC 7662 §2.2. Times in whole seconds, rounded down, so that nobody trusts a token for too long. */
function active({ token, member, permissions }: Actor, issuer: string) {
  return {
    active: true,
    token_type: "Bearer",
    scope: permissions.join(" "),
    sub: member.user.id,
    username: member.user.email ?? member.user.name,
    jti: token.id,
    iss: issuer,
    iat: seconds(token.createdAt),
    ...(token.expiresAt === null ? {} : { exp: seconds(token.expiresAt) }),
    organization_id: member.organization.id,
    visibility_groups: member.visibilityGroups,
  };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "POST /": {
      summary: "RFC 7662: whether a token of the caller's organization is active, and what it may do",
      description: "Needs the permission tokens.introspect.",
      token: true,
      body: { [FORM]: introspectionForm },
      answers: {
        ...json("What is known of the token", introspectionSchema),
        ...oauthErrors(400, 401, 403, 413, 429, 503),
      },
    },
  };
}
