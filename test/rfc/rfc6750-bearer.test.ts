import { beforeAll, expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";
import type { WrittenToken } from "../factories/tokens.ts";

const { anonymous } = isolate();
let token: WrittenToken;

beforeAll(async () => {
  ({ token } = await scenario().withOrganization().withMember().withToken().written());
});

const challenge = async (headers: Record<string, string>) =>
  (await anonymous(headers).fetch("/api/v1/me")).headers.get("WWW-Authenticate");

test("§2.1: the scheme's name is case-insensitive", async () => {
  for (const scheme of ["Bearer", "bearer", "BEARER", "bEaReR"]) {
    expect((await anonymous({ authorization: `${scheme} ${token.text}` }).fetch("/api/v1/me")).status).toBe(
      200,
    );
  }
});

test("§2.2, §2.3: neither the body nor the query carries a token", async () => {
  expect((await anonymous().fetch(`/api/v1/me?access_token=${token.text}`)).status).toBe(401);
});

test("§3: the challenge names the realm", async () => {
  expect(await challenge({})).toBe('Bearer realm="latchkey"');
});

test("§3.1: without a credential there is no error code", async () => {
  for (const authorization of ["", "Basic dTpw", "Bearer"]) {
    expect(await challenge({ authorization })).toBe('Bearer realm="latchkey"');
  }
});

test("§3.1: invalid_token is 401", async () => {
  expect(await challenge({ authorization: "Bearer garbage" })).toBe(
    'Bearer realm="latchkey", error="invalid_token", error_description="The token is not valid."',
  );
});

test("§3.1: invalid_request is 400, for more than one method of presenting", async () => {
  const headers = { authorization: `Bearer ${token.text}`, "x-auth-token": token.text };
  expect((await anonymous(headers).fetch("/api/v1/me")).status).toBe(400);
  expect(await challenge(headers)).toBe(
    'Bearer realm="latchkey", error="invalid_request", error_description="Present one API token, in one way."',
  );
});

test("§3.1: insufficient_scope is 403", async () => {
  const answer = await anonymous({ authorization: `Bearer ${token.text}` }).fetch(
    "/api/v1/organization/tokens",
  );
  expect(answer.status).toBe(403);
  expect(answer.headers.get("WWW-Authenticate")).toMatch(
    /^Bearer realm="latchkey", error="insufficient_scope", error_description="[^"\\]+"$/,
  );
  expect(await answer.json()).not.toHaveProperty("missing");
});

test("a client that speaks Django's Token is answered in it", async () => {
  expect(await challenge({ authorization: "Token garbage" })).toBe('Token realm="latchkey"');
  expect((await anonymous({ authorization: `Token ${token.text}` }).fetch("/api/v1/me")).status).toBe(200);
});

test("§5.3: answers are nobody's to cache", async () => {
  const answer = await anonymous({ authorization: `Bearer ${token.text}` }).fetch("/api/v1/me");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
});
