/**
 * Asks Latchkey about every request (RFC 7662); for Express, and whatever else calls (request, response, next).
 * `token` is one of yours, with the permission tokens.introspect. Your handlers find who calls in `request.caller`.
 *
 *   app.use("/reports", latchkey({ url: "https://latchkey.example.com", token: process.env.LATCHKEY_TOKEN, permission: "reports:read" }));
 */
export function latchkey({ url, token, permission }) {
  return async function latchkey(request, response, next) {
    const refuse = (status, words, headers) => {
      response.writeHead(status, { "Content-Type": "text/plain", ...headers });
      response.end(words);
    };
    const [, presented] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
    if (!presented) return refuse(401, "Present a token.", { "WWW-Authenticate": "Bearer" });

    // Express takes what a router is mounted at out of `url`.
    const path = (request.originalUrl ?? request.url).split("?")[0];
    let caller;
    try {
      // Not cached: a token that was revoked a moment ago is refused now.
      const answer = await fetch(`${url}/oauth/introspect`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}` },
        body: new URLSearchParams({ token: presented, method: request.method, path }),
        signal: AbortSignal.timeout(5_000),
      });
      if (!answer.ok) throw new Error(`Latchkey answered ${answer.status}`);
      caller = await answer.json();
    } catch {
      return refuse(503, "Tokens cannot be checked right now.", { "Retry-After": "5" });
    }
    if (caller.active !== true) {
      return refuse(401, "This token is not valid.", { "WWW-Authenticate": 'Bearer error="invalid_token"' });
    }
    if (permission && !caller.scope.split(" ").includes(permission)) {
      const challenge = `Bearer error="insufficient_scope", scope="${permission}"`;
      return refuse(403, `This needs the permission ${permission}.`, { "WWW-Authenticate": challenge });
    }
    request.caller = caller;
    next();
  };
}
