type Verification =
  | { ok: true; user: { id: string; name: string }; organization: { id: string }; permissions: string[] }
  | { ok: false; status: number; detail: string; headers: Record<string, string> };

type Env = {
  /** Whose API it is: a token of another organization is refused. */
  ORGANIZATION_ID: string;
  LATCHKEY: {
    verify(
      token: string,
      wanted?: { organizationId?: string; permission?: string; method?: string; path?: string; ip?: string },
    ): Promise<Verification>;
  };
};

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const [, token = ""] = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
    const caller = await env.LATCHKEY.verify(token, {
      organizationId: env.ORGANIZATION_ID,
      permission: "reports:read",
      method: request.method,
      path: new URL(request.url).pathname,
      ip: request.headers.get("CF-Connecting-IP") ?? undefined,
    });
    if (!caller.ok) return new Response(caller.detail, { status: caller.status, headers: caller.headers });
    return Response.json({ reports: [], for: caller.user.name, organization: caller.organization.id });
  },
};
