import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { freshLatchkey } from "../world/once-per-process.ts";
import { type Answer, type Seen, send, startUpstream } from "./upstream.ts";

export type Ports = { gateway: number; latchkey: number; upstream: number };

/**
 * What every gateway has to make of Latchkey's answers, with the very configuration of the
 * documentation: everything needs a token, what lies below /reports the permission reports:read.
 */
export async function describeGateway(
  name: string,
  start: (ports: Omit<Ports, "gateway">) => Promise<{ port: number; stop: () => Promise<void> }>,
): Promise<void> {
  const latchkey = await freshLatchkey();
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let gateway: Awaited<ReturnType<typeof start>>;
  let member: Awaited<ReturnType<typeof issueToken>>;
  let service: Awaited<ReturnType<typeof issueToken>>;

  beforeAll(async () => {
    upstream = await startUpstream();
    member = await issueToken(latchkey.env, "member@northwind.example");
    service = await issueToken(latchkey.env, "gateway");
    gateway = await start({ latchkey: Number(new URL(latchkey.origin).port), upstream: upstream.port });
  });
  afterAll(async () => {
    await gateway?.stop();
    await upstream?.stop();
  });
  beforeEach(() => void upstream.take());

  const ask = (path: string, token: string | null, headers = {}, method?: string, body?: string) =>
    send(
      gateway.port,
      path,
      token === null ? headers : { ...headers, authorization: `Bearer ${token}` },
      method,
      body,
    );
  const passedOn = (answer: Answer): Seen => {
    expect(answer.status, answer.text).toBe(200);
    expect(upstream.take()).toHaveLength(1);
    return JSON.parse(answer.text);
  };
  const refused = (answer: Answer, status: number) => {
    expect(answer.status).toBe(status);
    expect(upstream.take()).toEqual([]);
  };

  describe(`${name} in front of an API`, () => {
    test("passes on a request with a token that holds, and says who it is", async () => {
      const { method, url, headers } = passedOn(
        await ask("/reports/42?page=2", member.token, {}, "POST", "a body"),
      );
      expect([method, url]).toEqual(["POST", "/reports/42?page=2"]);
      expect(headers).toMatchObject({
        "x-auth-user": member.userId,
        "x-auth-email": "member@northwind.example",
        "x-auth-organization": member.organizationId,
        "x-auth-token-id": member.id,
        "x-auth-permissions": "tokens.personal reports:read reports:write",
        "x-auth-visibility-groups": "EMEA",
      });
      expect(JSON.stringify(headers)).not.toContain(member.token);
    });

    test("records that request as the token's last usage", async () => {
      const { token, id } = await issueToken(latchkey.env, "ci-bot");
      const smuggled = {
        "x-forwarded-uri": "/elsewhere",
        "x-original-uri": "/elsewhere",
        "x-original-method": "X",
      };
      passedOn(await ask("/a//b/../%63?secret=1", token, smuggled, "DELETE"));
      await expect
        .poll(() =>
          latchkey.sql(
            "SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ?",
            id,
          ),
        )
        .toEqual([{ method: "DELETE", path: "/a/c" }]);
    });

    test("refuses without a token, and with one that is not known, and hands the challenge on", async () => {
      const none = await ask("/reports/42", null);
      refused(none, 401);
      expect(none.headers["www-authenticate"]).toBe('Bearer realm="latchkey"');
      const unknown = await ask("/", unknownToken());
      refused(unknown, 401);
      expect(unknown.headers["www-authenticate"]).toContain('error="invalid_token"');
    });

    test("refuses from the moment on when the token is revoked", async () => {
      const { token } = await issueToken(latchkey.env, "member@northwind.example");
      passedOn(await ask("/reports/42", token));
      expect((await latchkey.anonymous().postForm("/oauth/revoke", { token })).status).toBe(200);
      refused(await ask("/reports/42", token), 401);
    });

    test("demands a permission where it is told to", async () => {
      refused(await ask("/reports/42", service.token), 403);
      passedOn(await ask("/other", service.token));
    });

    test("lets no client say who it is", async () => {
      const smuggled = Object.fromEntries(
        ["User", "Email", "Organization", "Token-Id", "Permissions", "Visibility-Groups"].flatMap((name) =>
          [
            `X-Auth-${name}`,
            `x_auth_${name}`.replace("-", "_"),
            `X-Auth_${name}`,
            `X-Auth-${name.replace("-", "_")}`,
          ].map((header) => [header, "root"]),
        ),
      );
      const { headers } = passedOn(await ask("/other", service.token, smuggled));
      expect(JSON.stringify(headers)).not.toContain("root");
      expect(headers["x-auth-user"]).toBe(service.userId);
      // Empty, or not there at all: a service user has no e-mail address.
      expect(headers["x-auth-email"] || undefined).toBeUndefined();
      refused(await ask("/other", null, smuggled), 401);
    });

    test("refuses two credentials at once as it refuses none", async () => {
      refused(await ask("/other", service.token, { "x-auth-token": service.token }), 401);
    });

    test.each([
      "/x/../reports/42",
      "/reports%2F42",
      "//reports/42",
      "/./reports/42",
      "/%72eports/42",
      "/reports/",
    ])("does not lose the permission on the odd path %s", async (path) =>
      refused(await ask(path, service.token), 403),
    );

    test.each([
      "/forward-auth/../healthz",
      "/../healthz",
      "/%2e%2e/healthz",
      "/..%2fhealthz",
      "/healthz",
      "//healthz",
      "/.well-known/oauth-authorization-server",
      "/?permission=tokens.personal",
      "/forward-auth",
    ])("lets nobody past Latchkey by the odd path %s", async (path) => {
      const answer = await ask(path, null, { accept: "text/html" });
      expect([400, 401]).toContain(answer.status);
      expect(upstream.take()).toEqual([]);
    });
  });
}
