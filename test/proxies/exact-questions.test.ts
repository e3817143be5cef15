import { beforeAll, expect, test } from "vitest";
import { type IssuedToken, issueToken } from "../factories/demo-token.ts";
import { freshLatchkey } from "../world/once-per-process.ts";
import { send } from "./upstream.ts";

/**
 * Sends exactly the requests that gateways send which the tests do not run. Each asks about DELETE /reports/42?a=b,
 * whose client has added the headers of the other convention.
 */
const latchkey = await freshLatchkey();
const port = Number(new URL(latchkey.origin).port);
let member: IssuedToken;
let foreign: IssuedToken;

beforeAll(async () => {
  member = await issueToken(latchkey.env, "member@northwind.example");
  foreign = await issueToken(latchkey.env, "boss@fabrikam.example");
});

type Asked = { method: string; path: string; headers: Record<string, string> };

/**
 * https://doc.traefik.io/traefik/middlewares/http/forwardauth/: a GET, with headers about the request and all headers
 * that came.
 */
const traefik = (token: string): Asked => ({
  method: "GET",
  path: `/forward-auth/traefik/${member.organizationId}?permission=reports:read`,
  headers: {
    Host: "127.0.0.1:8787",
    "User-Agent": "curl/8.5.0",
    Accept: "*/*",
    "Accept-Encoding": "gzip",
    Authorization: `Bearer ${token}`,
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Host": "api.example.com",
    "X-Forwarded-Method": "DELETE",
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Server": "traefik",
    "X-Forwarded-Uri": "/reports/42?a=b",
    "X-Real-Ip": "192.0.2.7",
    "X-Original-Method": "GET",
    "X-Original-URI": "/health",
  },
});

/**
 * ext_authz over HTTP: the request's own method, its path behind `path_prefix`, its Host, Content-Length 0, and the
 * headers that the configuration allows and adds.
 */
const envoy = (token: string): Asked => ({
  method: "DELETE",
  path: `/forward-auth/envoy/${member.organizationId}/reports/42?a=b&organization=${foreign.organizationId}`,
  headers: {
    Host: "api.example.com",
    "content-length": "0",
    authorization: `Bearer ${token}`,
    "x-forward-auth": "envoy",
    "x-envoy-internal": "true",
    "x-forwarded-for": "192.0.2.7",
    "x-forwarded-proto": "http",
  },
});

test.each(Object.entries({ Traefik: traefik, Envoy: envoy }))("%s", async (_, question) => {
  const ask = ({ method, path, headers }: Asked) => send(port, path, headers, method);
  const answer = await ask(question(member.token));
  expect(answer.status).toBe(200);
  expect(answer.headers["x-auth-user"]).toBe(member.userId);
  await expect
    .poll(() =>
      latchkey.sql(
        "SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ?",
        member.id,
      ),
    )
    .toEqual([{ method: "DELETE", path: "/reports/42" }]);
  const other = await ask(question(foreign.token));
  expect([other.status, JSON.parse(other.text).code]).toEqual([403, "organization-other"]);
  expect((await ask(question("nonsense"))).status).toBe(401);
});
