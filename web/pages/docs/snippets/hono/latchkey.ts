import { createMiddleware } from "hono/factory";

type Caller = {
  sub: string;
  username: string;
  scope: string;
  organization_id: string;
  visibility_groups: string[];
};

/** Asks Latchkey about every request (RFC 7662). `token` is one of yours, with the permission tokens.introspect. */
export function latchkey({ url, token, permission }: { url: string; token: string; permission?: string }) {
  return createMiddleware<{ Variables: { caller: Caller } }>(async (c, next) => {
    const [, presented] = /^Bearer +(\S+)$/i.exec(c.req.header("Authorization") ?? "") ?? [];
    if (!presented) return c.text("Present a token.", 401, { "WWW-Authenticate": "Bearer" });

    // The path as it came: c.req.path is decoded in part. Not cached: a token that was revoked a moment ago is refused now.
    const path = new URL(c.req.url).pathname;
    const answer = await fetch(`${url}/oauth/introspect`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: new URLSearchParams({ token: presented, method: c.req.method, path }),
    }).catch(() => null);
    if (!answer?.ok) return c.text("Tokens cannot be checked right now.", 503, { "Retry-After": "5" });

    const caller = (await answer.json()) as Caller & { active: boolean };
    if (!caller.active) {
      return c.text("This token is not valid.", 401, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
    }
    if (permission && !caller.scope.split(" ").includes(permission)) {
      const challenge = `Bearer error="insufficient_scope", scope="${permission}"`;
      return c.text(`This needs the permission ${permission}.`, 403, { "WWW-Authenticate": challenge });
    }
    c.set("caller", caller);
    await next();
  });
}
