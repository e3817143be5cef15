import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { type IssuedToken, issueToken } from "../../../factories/demo-token.ts";
import { bearer, withDemo } from "../../../world/in-workerd.ts";

await withDemo();

const OWNER = "super@northwind.example";
const other = await issueToken(env, OWNER);

/** Every route, and the outcome for a token narrowed to these permissions. */
const ROUTES: [method: string, path: string, reports: Outcome, personal: Outcome][] = [
  ["GET", "/me", 200, 200],
  ["GET", "/tokens", "lacks tokens.personal", 200],
  ["GET", `/tokens/${other.id}`, "lacks tokens.personal", 200],
  ["DELETE", `/tokens/${other.id}`, "lacks tokens.personal", 204],
  ["GET", "/tokens/000000000000", "lacks tokens.personal", 404],
  ["GET", "/team", "narrowed", "narrowed"],
  ["GET", "/organization/tokens", "narrowed", "narrowed"],
  ["DELETE", "/organization/tokens/000000000000", "narrowed", "narrowed"],
  ["GET", "/organization/activity", "narrowed", "narrowed"],
  ["DELETE", "/tokens/current", 204, 204],
];
type Outcome = 200 | 204 | 404 | "lacks tokens.personal" | "narrowed";

const narrowedTo = (...scopes: string[]) => issueToken(env, OWNER, { scopes });

async function outcome({ token }: IssuedToken, method: string, path: string): Promise<Outcome> {
  const answer = await bearer(token).fetch(`/api/v1${path}`, { method });
  if (answer.status !== 403) return answer.status as Outcome;
  const challenge = answer.headers.get("WWW-Authenticate") ?? "";
  const body = (await answer.json()) as { code: string; missing?: string };
  expect(body.code).toBe("insufficient_scope");
  expect(challenge).toContain('error="insufficient_scope"');
  if (body.missing === undefined) {
    expect(challenge).not.toMatch(/\bscope=/);
    return "narrowed";
  }
  expect(challenge).toContain(`scope="${body.missing}"`);
  return `lacks ${body.missing}` as Outcome;
}

test.each(ROUTES)("%s %s: narrowed to reports:read %s", async (method, path, expected) => {
  expect(await outcome(await narrowedTo("reports:read", "reports:write"), method, path)).toBe(expected);
});

test.each(ROUTES)("%s %s: narrowed to tokens.personal too", async (method, path, _, expected) => {
  expect(await outcome(await narrowedTo("tokens.personal", "reports:read"), method, path)).toBe(expected);
});

test.each(ROUTES.filter(([method]) => method === "GET"))("%s %s: not narrowed", async (method, path) => {
  expect(await outcome(await issueToken(env, OWNER), method, path)).toBe(
    path === `/tokens/${other.id}` || path.endsWith("000") ? 404 : 200,
  );
});

test("the other token is ended by the one that may, and by none that may not", async () => {
  const { id, token } = await issueToken(env, OWNER);
  await outcome(await narrowedTo("reports:read"), "DELETE", `/tokens/${id}`);
  expect((await bearer(token).fetch("/api/v1/me")).status).toBe(200);
  await outcome(await narrowedTo("tokens.personal"), "DELETE", `/tokens/${id}`);
  expect((await bearer(token).fetch("/api/v1/me")).status).toBe(401);
});
