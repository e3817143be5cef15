import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { freePort } from "../world/free-port.ts";
import { freshLatchkey } from "../world/once-per-process.ts";
import { startApis } from "./apis.ts";
import type { Place } from "./snippet.ts";
import { readingsOf, type Spelling, spelling } from "./spellings.ts";
import { type Answer, type Seen, send, startUpstream } from "./upstream.ts";

type Gateway = { port: number; stop: () => Promise<void> };

/** How many spellings a usual run sends; `npm run paths` sends many more. */
const SPELLINGS = Number(process.env.SPELLINGS ?? 160);
const AT_ONCE = 16;
/** Distinguishes simultaneous requests. */
const NTH = "x-nth";

const IDENTITY = [
  "User",
  "Email",
  "Organization",
  "Token-Id",
  "Permissions",
  "Visibility-Groups",
  "Token-Expires",
].map((name) => `X-Auth-${name}`);

/** The headers that a browser sends before it calls an API of another site. */
const PREFLIGHT = { origin: "https://app.example.com", "access-control-request-method": "POST" };

/**
 * How every gateway has to treat Latchkey's answers, with exactly the configuration of the documentation: everything
 * needs a token, and paths below /reports need the permission reports:read. `oddPaths`: whether ambiguous paths are
 * normalised, or rejected.
 */
export async function describeGateway(
  name: string,
  start: (place: Place) => Promise<Gateway>,
  { oddPaths = "normalised" }: { oddPaths?: "normalised" | "refused" } = {},
): Promise<void> {
  const latchkey = await freshLatchkey();
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let apis: Awaited<ReturnType<typeof startApis>>;
  let gateway: Gateway;
  let place: Place;
  let member: Awaited<ReturnType<typeof issueToken>>;
  let service: Awaited<ReturnType<typeof issueToken>>;

  beforeAll(async () => {
    [upstream, apis] = await Promise.all([startUpstream(), startApis()]);
    member = await issueToken(latchkey.env, "member@northwind.example");
    service = await issueToken(latchkey.env, "gateway");
    place = {
      latchkey: Number(new URL(latchkey.origin).port),
      upstream: upstream.port,
      organizationId: member.organizationId,
      preflights: false,
    };
    gateway = await start(place);
  });
  afterAll(async () => {
    await gateway?.stop();
    await upstream?.stop();
    await apis?.stop();
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
  const passedOn = (answer: Answer, status = 200): Seen => {
    expect(answer.status, answer.text).toBe(status);
    const seen = upstream.take();
    expect(seen).toHaveLength(1);
    return seen[0] as Seen;
  };
  /** Asks to upgrade to a WebSocket. */
  const upgrade = (token: string | null, headers = {}) =>
    ask("/live/1", token, {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    });
  const withGroups = (groups: string[]) =>
    latchkey.sql(
      "UPDATE membership SET visibility_groups = ? WHERE user_id = ?",
      JSON.stringify(groups),
      service.userId,
    );
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
      const path = oddPaths === "normalised" ? "/a//b/../%63?secret=1" : "/a/c?secret=1";
      passedOn(await ask(path, token, smuggled, "DELETE"));
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

    test("says why at 403 as well, to whoever looks", async () => {
      const answer = await ask("/reports/42", service.token);
      refused(answer, 403);
      expect(answer.headers["www-authenticate"]).toContain('scope="reports:read"');
    });

    test("refuses tokens of another organization, whatever that calls its permissions", async () => {
      const { token, organizationId } = await issueToken(latchkey.env, "boss@fabrikam.example");
      await latchkey.sql(
        "UPDATE organization SET api_permissions = ? WHERE id = ?",
        JSON.stringify([{ key: "reports:read", description: "Read" }]),
        organizationId,
      );
      for (const path of ["/reports/42", "/other", `/other?organization=${organizationId}`]) {
        refused(await ask(path, token), 403);
      }
    });

    test("demands a permission where it is told to", async () => {
      refused(await ask("/reports/42", service.token), 403);
      passedOn(await ask("/other", service.token));
    });

    test("lets no client say who it is", async () => {
      const smuggled = Object.fromEntries(
        IDENTITY.flatMap((header) => [header, ...underscored(header)]).map((header) => [header, "root"]),
      );
      const { headers } = passedOn(await ask("/other", service.token, smuggled));
      expect(JSON.stringify(headers)).not.toContain("root");
      expect(headers["x-auth-user"]).toBe(service.userId);
      // Empty or missing: a service user has no e-mail address.
      expect(headers["x-auth-email"] || undefined).toBeUndefined();
      refused(await ask("/other", null, smuggled), 401);
    });

    test("lets no client take away who it is, by naming it in Connection", async () => {
      const connection = ["close", ...IDENTITY, "Authorization", "X-Original-URI", "X-Forwarded-Uri"].join(
        ", ",
      );
      for (const path of ["/other", "/reports/42"]) {
        const answer = await ask(path, member.token, { connection });
        // If the token itself was removed, the request had none.
        if (answer.status === 401) refused(answer, 401);
        else expect(passedOn(answer).headers["x-auth-user"]).toBe(member.userId);
        const { headers } = passedOn(
          await ask(path, member.token, { connection: `close, ${IDENTITY.join(", ")}` }),
        );
        expect(headers).toMatchObject({
          "x-auth-user": member.userId,
          "x-auth-organization": member.organizationId,
          "x-auth-permissions": "tokens.personal reports:read reports:write",
        });
        expect(`${headers.connection}`.toLowerCase()).not.toContain("x-auth");
      }
    });

    test("a WebSocket needs a token like everything, and has an identity like everything", async () => {
      const smuggled = Object.fromEntries(IDENTITY.map((header) => [header, "root"]));
      refused(await upgrade(null, smuggled), 401);
      for (const connection of ["Upgrade", `upgrade, ${IDENTITY.join(", ")}`]) {
        const answer = await upgrade(service.token, { ...smuggled, connection });
        const { headers } = passedOn(answer, 101);
        expect(answer.text).toBe("hello");
        expect(headers["x-auth-user"]).toBe(service.userId);
        expect(JSON.stringify(headers)).not.toContain("root");
        expect(JSON.stringify(headers)).not.toContain(service.token);
      }
    });

    test("hands on as many groups as go into headers; with more the answer is no", async () => {
      const groups = Array.from({ length: 70 }, (_, at) => `${at}`.padStart(100, "g"));
      await withGroups(groups);
      const { headers } = passedOn(await ask("/other", service.token));
      expect(headers["x-auth-visibility-groups"]).toBe(groups.join(","));
      await withGroups([...groups, ...groups.map((group) => `x${group}`.slice(0, 100))]);
      refused(await ask("/other", service.token), 403);
      await withGroups([]);
    });

    test("the headers of other gateways, the client's own, open nothing", async () => {
      const elsewhere = {
        "x-original-uri": "/other",
        "x-forwarded-uri": "/other",
        "x-forwarded-method": "GET",
      };
      const marks = { "x-forward-auth": "envoy", "x-original-method": "OPTIONS" };
      refused(await ask("/reports/42", service.token, { ...elsewhere, ...marks }), 403);
      refused(await ask("/reports/42", null, { ...elsewhere, ...marks }), 401);
    });

    test("preflights are refused unless they are let through, and then they alone", async () => {
      refused(await ask("/reports/42", null, PREFLIGHT, "OPTIONS"), 401);
      const lenient = await start({ ...place, preflights: true });
      try {
        const answer = await send(lenient.port, "/reports/42", PREFLIGHT, "OPTIONS");
        const { method, headers } = passedOn(answer);
        expect([method, headers["x-auth-user"] || undefined]).toEqual(["OPTIONS", undefined]);
        const smuggled = Object.fromEntries(IDENTITY.map((header) => [header, "root"]));
        const named = await send(lenient.port, "/other", { ...PREFLIGHT, ...smuggled }, "OPTIONS");
        expect(JSON.stringify(passedOn(named).headers)).not.toContain("root");
        for (const method of ["GET", "POST", "DELETE"])
          refused(await send(lenient.port, "/reports/42", PREFLIGHT, method), 401);
        refused(await send(lenient.port, "/reports/42", {}, "OPTIONS"), 401);
      } finally {
        await lenient.stop();
      }
    });

    test("where Latchkey is out of reach nothing is let through", async () => {
      const alone = await start({ ...place, latchkey: await freePort() });
      try {
        const answer = await send(alone.port, "/other", { authorization: `Bearer ${member.token}` });
        expect(answer.status).toBeGreaterThanOrEqual(500);
        expect(upstream.take()).toEqual([]);
      } finally {
        await alone.stop();
      }
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
      "/reports//42",
      "/other/..%2freports/42",
      "/other/%2e%2e/reports/42",
      "/reports;x/42",
      "/%2freports/42",
    ])("does not lose the permission on the odd path %s", async (path) => {
      const answer = await ask(path, service.token);
      const seen = upstream.take();
      if (answer.status === 200) {
        // Passed on with the path that the gateway saw: it is no API path below /reports, however it is read.
        for (const { url } of seen)
          expect(readings(url)).not.toContainEqual(expect.stringMatching(/^\/reports(\/|$)/));
      } else {
        expect([400, 403, 404]).toContain(answer.status);
        expect(seen).toEqual([]);
      }
    });

    test(
      "lets a token that is limited to endpoints reach no other, however its path is spelled",
      async () => {
        const endpoints = ["GET /v1/reports/{id}"];
        const { token } = await issueToken(latchkey.env, "member@northwind.example", { endpoints });
        passedOn(await ask("/v1/reports/42?page=2", token));
        passedOn(await ask("/v1/reports/ada%40example.com/", token));
        refused(await ask("/v1/reports/42", token, { "x-http-method-override": "GET" }, "DELETE"), 403);
        const served = new Map<string, number>();
        let sent = 0;
        const check = async ({ target, method, overriding }: Spelling, nth: number) => {
          sent++;
          const headers = { ...overriding, [NTH]: `${nth}` };
          const { status } = await ask(target, token, headers, method).catch(noAnswer);
          const seen = upstream.take((one) => one.headers[NTH] === `${nth}`);
          if (status !== 200) expect(seen).toEqual([]);
          for (const { method, url } of seen) {
            expect(["GET", "HEAD"]).toContain(method);
            for (const reading of readingsOf(url)) expect(reading).toMatch(/^\/v1\/reports\/[^/]+\/?$/);
            for (const [api, endpoint] of Object.entries(await apis.served(method, url))) {
              // An API may not recognise the path: it then serves nothing.
              expect([null, `${method} /v1/reports/{id}`], `${api}: ${url}`).toContain(endpoint);
              if (endpoint) served.set(api, (served.get(api) ?? 0) + 1);
            }
          }
        };
        await fc.assert(
          fc.asyncProperty(fc.array(spelling, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (some) => {
            upstream.take();
            await Promise.all(some.map(check));
          }),
          { numRuns: Math.ceil(SPELLINGS / AT_ONCE) },
        );
        if (process.env.SPELLINGS)
          tell(`${name}: ${sent} spellings; served by ${JSON.stringify(Object.fromEntries(served))}`);
        // Otherwise the test tried nothing.
        expect([...served.keys()].sort()).toEqual(["django", "hono", "nginx"]);
      },
      60_000 + SPELLINGS * 200,
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
      // Apache answers an escaped slash with 404, before it asks Latchkey.
      expect(name === "Apache" ? [400, 401, 404] : [400, 401]).toContain(answer.status);
      expect(upstream.take()).toEqual([]);
    });
  });
}

/** Prints a line while tests run, even if all pass. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Some gateways answer HEAD with a body after the headers, which is not a valid answer (RFC 9110 §9.3.2). */
function noAnswer(error: NodeJS.ErrnoException): Pick<Answer, "status"> {
  if (error.code?.startsWith("HPE_")) return { status: 400 };
  throw error;
}

/** Other spellings of a header that frameworks which equate underscores and dashes would take for it. */
function underscored(header: string): string[] {
  const [x, auth, ...rest] = header.split("-");
  return [
    `x_auth_${rest.join("_")}`,
    `X-Auth_${rest.join("-")}`,
    `${x}-${auth}-${rest.join("_")}`,
    `${x}_${auth}-${rest.join("-")}`,
  ].filter((name) => name !== header);
}

/** The ways in which APIs may read a path: as it came, decoded, with runs of slashes as one, with dots resolved. */
function readings(url: string): string[] {
  const path = url.split("?", 1)[0] as string;
  const decoded = decodeURIComponent(path);
  const merged = decoded.replace(/\/{2,}/g, "/");
  return [path, decoded, merged, new URL(merged, "http://api").pathname];
}
