import { Hono } from "hono";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { usedFor } from "../../domain/tokens/used-for.ts";
import { authenticate } from "../../http/authenticate.ts";
import { demandPermission } from "../../http/demand-permission.ts";
import type { App } from "../../http/hono.ts";
import { invalidRequest, oauthError } from "../../http/oauth-error.ts";
import { readForm } from "../../http/read-form.ts";
import { throttleFailedCallers } from "../../http/throttle-failed-callers.ts";
import { verifyToken } from "../../verification/verify-token.ts";

/** What is recorded of a token that a resource server asks about without saying what for. */
const INTROSPECTED = "introspect";

/** RFC 7662: whether a token of the caller's own organization is active, and what it may do. */
export const introspect = new Hono<App>().post(
  "/",
  throttleFailedCallers(oauthError),
  authenticate(oauthError),
  demandPermission("tokens.introspect", oauthError),
  async (c) => {
    const form = await readForm(c);
    if (!form.ok) return invalidRequest(form.problem);
    const text = form.fields.get("token");
    if (text === undefined) return invalidRequest("The parameter token is missing.");
    const verdict = await verifyToken(c.var.runtime, {
      text,
      kind: "api",
      organizationId: c.var.actor.member.organization.id,
      use: usedFor(form.fields.get("method") ?? INTROSPECTED, form.fields.get("path") ?? ""),
    });
    if (verdict.ok) return c.json(active(verdict.actor, c.var.runtime.origin));
    if (verdict.refusal.reason === "unavailable") throw new Refusal("database-unavailable");
    // RFC 7662 §2.2: why it is not active is nobody's business.
    return c.json({ active: false });
  },
);

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
