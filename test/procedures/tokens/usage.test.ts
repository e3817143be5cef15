import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { foldCounts } from "../../../db/usage/fold.ts";
import { type IssuedToken, issueToken } from "../../factories/demo-token.ts";
import { isolate } from "../../factories/isolate.ts";
import { rows } from "../../factories/rows.ts";
import { withDemo } from "../../world/in-workerd.ts";

type Answer = {
  days: { date: string; accepted: number; refused: number }[];
  routes: { method: string; route: string; accepted: number; refused: number; last_at: string }[];
  refusals: { reason: string; count: number; last_at: string }[];
  permissions: { key: string; held: boolean; last_used_at: string | null }[];
  unused_permissions: string[];
};

beforeAll(withDemo);

const here = () => isolate();

/** Sends a request to a separate isolate, where it is the first and counted at once. */
async function asked(token: string, path: string, init?: RequestInit): Promise<Response> {
  const { bearer, settled } = here();
  const answer = await bearer(token).fetch(path, init);
  await settled();
  return answer;
}

const gate = (token: string, uri: string, permission = "", method = "GET") =>
  asked(token, `/forward-auth${permission}`, {
    headers: { "x-original-method": method, "x-original-uri": uri },
  });

async function usageOf({ id, token }: IssuedToken): Promise<Answer> {
  const reader = await issueToken(env, "super@northwind.example");
  const answer = await here().bearer(reader.token).fetch(`/api/v1/organization/tokens/${id}/usage`);
  expect(answer.status, token).toBe(200);
  return (await answer.json()) as Answer;
}

describe("what a token was used for", () => {
  test("is told by day, route and permission, from whichever door", async () => {
    const token = await issueToken(env, "member@northwind.example");
    await gate(token.token, "/reports/42?q=secret", "?permission=reports:read");
    await gate(token.token, "/reports/43", "?permission=reports:read");
    await gate(token.token, "/reports", "?permission=reports:none", "POST");
    await asked(token.token, "/api/v1/me");
    const { days, routes, refusals, permissions, unused_permissions } = await usageOf(token);
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({ date: new Date().toISOString().slice(0, 10), accepted: 3, refused: 1 });
    expect(routes.map(({ last_at, ...route }) => route)).toEqual([
      { method: "GET", route: "/reports/{id}", accepted: 2, refused: 0 },
      expect.objectContaining({ accepted: expect.any(Number) }),
      expect.objectContaining({ accepted: expect.any(Number) }),
    ]);
    expect(routes.find(({ method }) => method === "POST")).toMatchObject({ accepted: 0, refused: 1 });
    expect(refusals).toMatchObject([{ reason: "permission-missing", count: 1 }]);
    const used = permissions.find(({ key }) => key === "reports:read");
    expect(used).toEqual({ key: "reports:read", held: true, last_used_at: expect.stringMatching(/Z$/) });
    expect(unused_permissions).toEqual(["tokens.personal", "reports:write"]);
  });

  test("keeps no path, no query and no secret at rest", async () => {
    const token = await issueToken(env, "member@northwind.example");
    for (const uri of [`/reports/${token.token}/rows`, `/reports/mei@northwind.example?key=${token.token}`]) {
      await gate(token.token, uri);
    }
    const [sheet] = await rows<{ counts: string }>(
      "SELECT counts FROM use_sheet JOIN token ON token.use_sheet = use_sheet.id WHERE token.id = ?",
      token.id,
    );
    const ours = Object.keys(JSON.parse(sheet?.counts ?? "{}")).filter((key) => key.includes(token.id));
    expect(ours.map((key) => JSON.parse(key)[3]).toSorted()).toEqual(["/reports/{id}", "/reports/{id}/rows"]);
    expect(sheet?.counts).not.toContain(token.token.slice(16));
    expect(sheet?.counts).not.toContain("mei@");
  });

  test("counts introspection for the token that is asked about, and for its asker", async () => {
    const [token, gateway] = [
      await issueToken(env, "member@northwind.example"),
      await issueToken(env, "gateway"),
    ];
    const { bearer, settled } = here();
    const form = { token: token.token, method: "PUT", path: "/reports/7" };
    await bearer(gateway.token).postForm("/oauth/introspect", form);
    await settled();
    expect((await usageOf(token)).routes).toMatchObject([
      { method: "PUT", route: "/reports/{id}", accepted: 1 },
    ]);
    const asker = await usageOf(gateway);
    expect(asker.routes).toMatchObject([{ method: "POST", route: "/oauth/introspect", accepted: 1 }]);
    expect(asker.unused_permissions).toEqual(["tokens.personal"]);
  });

  test("counts what its holder is refused, and nothing of a stranger", async () => {
    const expired = await issueToken(env, "member@northwind.example", {
      createdAt: Date.now() - 2_000,
      expiresAt: Date.now() - 1_000,
    });
    const blocked = await issueToken(env, "restricted@northwind.example");
    const narrowed = await issueToken(env, "master@northwind.example", { scopes: ["reports:read"] });
    const { bearer, settled } = here();
    for (const { token } of [expired, blocked, narrowed]) {
      await bearer(token).fetch("/api/v1/organization/tokens");
    }
    const last = expired.token.slice(-1) === "0" ? "1" : "0";
    await bearer(expired.token.slice(0, -1) + last).fetch("/api/v1/me");
    await settled();
    const refusals = async (of: IssuedToken) =>
      (await usageOf(of)).refusals.map(({ reason, count }) => [reason, count]);
    expect(await refusals(expired)).toEqual([["expired", 1]]);
    expect(await refusals(blocked)).toEqual([["not-permitted", 1]]);
    expect(await refusals(narrowed)).toEqual([["permission-missing", 1]]);
  });

  test("counts uses of a retired secret, which only its tombstone still tells", async () => {
    const token = await issueToken(env, "member@northwind.example");
    const { signedIn, settled } = here();
    const owner = await signedIn("member@northwind.example");
    await owner.rpc.tokens.rotate.mutate({ id: token.id, graceSeconds: 0 });
    await settled();
    for (const path of ["/api/v1/me", "/api/v1/tokens"]) {
      expect((await asked(token.token, path)).status).toBe(401);
    }
    expect((await usageOf(token)).refusals).toMatchObject([{ reason: "retired-secret", count: 2 }]);
  });

  test("is one sum for several isolates that write at once", async () => {
    const token = await issueToken(env, "member@northwind.example");
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { bearer, settled } = here();
        await bearer(token.token).fetch("/api/v1/me");
        await settled();
      }),
    );
    expect((await usageOf(token)).routes).toMatchObject([{ route: "/api/v1/me", accepted: 4 }]);
  });
});

describe("who may ask", () => {
  test("owners ask about their own, superusers about any of the organization, nobody about sessions", async () => {
    const token = await issueToken(env, "member@northwind.example");
    const session = await issueToken(env, "member@northwind.example", { kind: "session" });
    const member = await here().signedIn("member@northwind.example");
    const superuser = await here().signedIn("super@northwind.example");
    const stranger = await here().signedIn("boss@fabrikam.example");
    const shape = {
      routes: [],
      refusals: [],
      unusedPermissions: ["tokens.personal", "reports:read", "reports:write"],
    };
    expect(await member.rpc.tokens.usage.query({ id: token.id, days: 1 })).toMatchObject(shape);
    expect((await superuser.rpc.organization.tokenUsage.query({ id: token.id, days: 90 })).days).toHaveLength(
      90,
    );
    const unknown = { data: { reason: "token-unknown" } };
    await expect(superuser.rpc.tokens.usage.query({ id: token.id })).rejects.toMatchObject(unknown);
    await expect(stranger.rpc.organization.tokenUsage.query({ id: token.id })).rejects.toMatchObject(unknown);
    await expect(member.rpc.tokens.usage.query({ id: session.id })).rejects.toMatchObject(unknown);
    await expect(member.rpc.organization.tokenUsage.query({ id: token.id })).rejects.toMatchObject({
      data: { code: "FORBIDDEN" },
    });
    for (const days of [0, 91, 1.5]) {
      await expect(member.rpc.tokens.usage.query({ id: token.id, days })).rejects.toMatchObject({
        data: { reason: "days-invalid" },
      });
    }
  });
});

describe("a token that has ended", () => {
  test("is told with what it did to whom it was told before, and to nobody else", async () => {
    const token = await issueToken(env, "member@northwind.example");
    await asked(token.token, "/api/v1/me");
    const member = await here().signedIn("member@northwind.example");
    const superuser = await here().signedIn("super@northwind.example");
    const stranger = await here().signedIn("boss@fabrikam.example");
    const { id } = token;
    const before = await member.rpc.tokens.usage.query({ id });
    expect(before.routes).toMatchObject([{ method: "GET", route: "/api/v1/me", accepted: 1 }]);
    await member.rpc.tokens.revoke.mutate({ id });
    await foldCounts(connect(env.DB), null);
    const { days, routes, permissions, unusedPermissions } = await member.rpc.tokens.usage.query({ id });
    expect({ days, routes }).toEqual({ days: before.days, routes: before.routes });
    expect([permissions.filter(({ held }) => held), unusedPermissions]).toEqual([[], []]);
    expect((await superuser.rpc.organization.tokenUsage.query({ id })).routes).toEqual(before.routes);
    const unknown = { data: { reason: "token-unknown" } };
    await expect(superuser.rpc.tokens.usage.query({ id })).rejects.toMatchObject(unknown);
    await expect(stranger.rpc.organization.tokenUsage.query({ id })).rejects.toMatchObject(unknown);
    const session = await issueToken(env, "member@northwind.example", { kind: "session" });
    await member.rpc.secondaryTokens.delete.mutate({ id: session.id });
    await expect(superuser.rpc.organization.tokenUsage.query({ id: session.id })).rejects.toMatchObject(
      unknown,
    );
  });
});

describe("a revoked token that is still tried", () => {
  test("is told where its end is, and by no other who tries", async () => {
    const token = await issueToken(env, "member@northwind.example");
    const { bearer, signedIn } = here();
    const superuser = await signedIn("super@northwind.example");
    await superuser.rpc.organization.revokeToken.mutate({ id: token.id });
    const ofIt = async () => {
      const { items } = await superuser.rpc.activity.list.query({ limit: 20 });
      return items.find(({ token: one }) => one?.id === token.id)?.refusedSince;
    };
    expect(await ofIt()).toBeNull();
    for (let time = 0; time < 3; time++) await asked(token.token, "/api/v1/me");
    expect(await ofIt()).toEqual({ count: 3, lastAt: expect.stringMatching(/Z$/) });
    const reader = await issueToken(env, "super@northwind.example");
    const rest = (await (await bearer(reader.token).fetch("/api/v1/organization/activity")).json()) as {
      items: { token: { id: string } | null; refused_since: unknown }[];
    };
    expect(rest.items.find(({ token: one }) => one?.id === token.id)?.refused_since).toMatchObject({
      count: 3,
    });
  });
});
