import { beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { freshLatchkey } from "../world/once-per-process.ts";
import { sendRaw } from "../world/raw-http.ts";

const latchkey = await freshLatchkey();
let token: string;
let organizationId: string;

beforeAll(async () => {
  ({ token, organizationId } = await issueToken(latchkey.env, "member@northwind.example"));
});
type Head = (token: string) => string[];

/** REST's answer, by header lines; forward-auth gives the same, with 401 in place of 400. */
const HEADS: [string, Head, number][] = [
  ["one bearer token", (t) => [`Authorization: Bearer ${t}`], 200],
  ["a scheme in capitals", (t) => [`AUTHORIZATION: BEARER ${t}`], 200],
  ["many spaces, also at the end", (t) => [`Authorization:   Bearer   ${t}   `], 200],
  ["tabs around", (t) => [`Authorization:\tBearer ${t}\t`], 200],
  ["the pair", (t) => [`X-Account-Id: ${organizationId}`, `X-Auth-Token: ${t}`], 200],
  ["nothing", () => [], 401],
  ["an empty header", () => ["Authorization:"], 401],
  ["blanks alone", () => ["Authorization:  \t "], 401],
  ["a scheme alone", () => ["Authorization: Bearer "], 401],
  ["no blank behind the scheme", (t) => [`Authorization: Bearer${t}`], 401],
  ["something behind the token", (t) => [`Authorization: Bearer ${t} x`], 401],
  ["quotation marks", (t) => [`Authorization: Bearer "${t}"`], 401],
  ["bytes that are no ASCII", (t) => [`Authorization: Bearer ${t}\xe9`], 401],
  ["another scheme", (t) => [`Authorization: Basic ${Buffer.from(`a:${t}`).toString("base64")}`], 401],
  ["a name with underscores", (t) => [`X_Account_Id: ${organizationId}`, `X_Auth_Token: ${t}`], 401],
  ["a no-break space before the token", (t) => [`Authorization: Bearer \xa0${t}`], 401],
  ["a no-break space behind the scheme", (t) => [`Authorization: Bearer\xa0${t}`], 401],
  ["a tab behind the scheme", (t) => [`Authorization: Bearer\t${t}`], 400],
  ["a tab among the spaces behind the scheme", (t) => [`Authorization: Bearer \t${t}`], 400],
  ["two headers, both good", (t) => [`Authorization: Bearer ${t}`, `Authorization: Bearer ${t}`], 400],
  ["two headers of two schemes", (t) => [`Authorization: Basic YTpi`, `Authorization: Token ${t}`], 400],
  ["two with a comma", (t) => [`Authorization: Bearer ${t}, Bearer ${t}`], 400],
  ["two ways at once", (t) => [`Authorization: Bearer ${t}`, `X-Auth-Token: ${t}`], 400],
  [
    "the pair twice",
    (t) => [`X-Account-Id: ${organizationId}`, `X-Auth-Token: ${t}`, `X-Auth-Token: ${t}`],
    400,
  ],
];

describe("headers from a raw socket (RFC 9110 §5.5, RFC 6750 §2.1)", () => {
  test.each(HEADS)("%s", async (_, head, status) => {
    const rest = await sendRaw(latchkey.origin, "GET /api/v1/me HTTP/1.1", head(token));
    expect(rest.status).toBe(status);
    const gateway = await sendRaw(latchkey.origin, "GET /forward-auth HTTP/1.1", head(token));
    expect(gateway.status).toBe(status === 400 ? 401 : status);
    if (status !== 200)
      expect(rest.headers.toLowerCase()).toContain('www-authenticate: bearer realm="latchkey"');
  });

  test("100 kB of a token are refused, whoever does it", async () => {
    const { status } = await sendRaw(latchkey.origin, "GET /api/v1/me HTTP/1.1", [
      `Authorization: Bearer ${"x".repeat(100_000)}`,
    ]);
    expect([400, 401, 431]).toContain(status);
  });

  test("Latchkey answers the next request as before", async () => {
    expect((await latchkey.bearer(token).fetch("/api/v1/me")).status).toBe(200);
  });
});

describe("a body over 64 kB is 413 (RFC 9110 §15.5.14)", () => {
  const FORM = "Content-Type: application/x-www-form-urlencoded";
  const chunk = (size: number) => `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`;
  const large = `${chunk(65_536)}${chunk(1)}0\r\n\r\n`;

  test.each(["/oauth/revoke", "/api-token-auth", "/trpc/session.signIn"])(
    "at %s, with its length",
    async (path) => {
      const { status } = await sendRaw(
        latchkey.origin,
        `POST ${path} HTTP/1.1`,
        [FORM, "Content-Length: 65537"],
        "x".repeat(65_537),
      );
      expect(status).toBe(413);
    },
  );

  test.each(["/oauth/revoke", "/api-token-auth", "/trpc/session.signIn"])(
    "at %s, in chunks",
    async (path) => {
      const { status } = await sendRaw(
        latchkey.origin,
        `POST ${path} HTTP/1.1`,
        [FORM, "Transfer-Encoding: chunked"],
        large,
      );
      expect(status).toBe(413);
    },
  );

  test("64 kB are not, in chunks either", async () => {
    const body = `${chunk(65_536)}0\r\n\r\n`;
    const head = [FORM, "Transfer-Encoding: chunked"];
    expect((await sendRaw(latchkey.origin, "POST /oauth/revoke HTTP/1.1", head, body)).status).toBe(400);
  });
});

describe("paths from a raw socket", () => {
  test.each(["/forward-auth/../healthz", "/forward-auth/%2e%2e/healthz"])(
    "a gateway's question for %s is a 404 if it says what it is",
    async (path) => {
      const { status } = await sendRaw(latchkey.origin, `GET ${path} HTTP/1.1`, ["X-Forward-Auth: envoy"]);
      expect(status).toBe(404);
    },
  );
});
