import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { isolate } from "../../factories/isolate.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../../factories/watched.ts";
import { refusalOf } from "../../world/refusals.ts";

async function somebody(options: object = {}) {
  const { member, organization } = await scenario().withOrganization().withMember().written();
  const here = isolate();
  const client = await here.signedIn(member.user.email ?? "");
  const made = await client.rpc.tokens.create.mutate({ name: "Nightly build", ...options });
  const status = async (token: string, at = here) => (await at.bearer(token).fetch("/api/v1/me")).status;
  const item = async () => (await client.rpc.tokens.list.query({})).items.find(({ id }) => id === made.id);
  return { here, client, made, status, item, organization, member };
}

const activity = (organizationId: string) =>
  rows<{ action: string; detail: string }>(
    "SELECT action, detail FROM activity WHERE organization_id = ? AND action LIKE 'token.%' ORDER BY rowid",
    organizationId,
  );

describe("a rotation", () => {
  test("gives the same token a new secret; both hold until the new one is used", async () => {
    const { client, made, status, item } = await somebody();
    const rotated = await client.rpc.tokens.rotate.mutate({ id: made.id });
    expect(rotated).toMatchObject({ id: made.id, name: "Nightly build", state: "live" });
    expect(rotated.token).not.toBe(made.token);
    expect(rotated.earlierSecret).toMatchObject({ endAtFirstUse: true });
    expect(await status(made.token)).toBe(200);
    expect((await item())?.earlierSecret).not.toBeNull();
    expect(await status(rotated.token)).toBe(200);
    expect(await status(made.token)).toBe(401);
    expect((await item())?.earlierSecret).toBeNull();
  });

  test("the earlier secret is dead in every isolate once the new one was answered, and KV knows", async () => {
    const { here, client, made, status } = await somebody();
    const { token } = await client.rpc.tokens.rotate.mutate({ id: made.id });
    const elsewhere = isolate();
    expect(await status(made.token, elsewhere)).toBe(200);
    expect(await status(token)).toBe(200);
    expect(await status(made.token, elsewhere)).toBe(401);
    await here.settled();
    expect(await count("tombstone_due WHERE token_id = ?", made.id)).toBe(0);
    const answer = await elsewhere.bearer(made.token).fetch("/api/v1/me");
    expect(((await answer.json()) as { detail: string }).detail).toContain("secret was replaced");
  });

  test("again, before the new secret was used, replaces that one: a lost answer is no token lost", async () => {
    const { client, made, status } = await somebody();
    const lost = await client.rpc.tokens.rotate.mutate({ id: made.id });
    const found = await client.rpc.tokens.rotate.mutate({ id: made.id });
    expect(await status(lost.token)).toBe(401);
    expect(await status(made.token)).toBe(200);
    expect(await status(found.token)).toBe(200);
    expect(await status(made.token)).toBe(401);
  });

  test("without grace ends the earlier secret at once", async () => {
    const { client, made, status } = await somebody();
    const { token, earlierSecret } = await client.rpc.tokens.rotate.mutate({ id: made.id, graceSeconds: 0 });
    expect(earlierSecret).toBeNull();
    expect(await status(made.token)).toBe(401);
    expect(await status(token)).toBe(200);
  });

  test("lives as long as before, counted from now", async () => {
    const expiresAt = new Date(Date.now() + 30 * DAY_MS).toISOString();
    const { client, made } = await somebody({ expiresAt });
    await env.DB.prepare(
      "UPDATE token SET created_at = created_at - ?, expires_at = expires_at - ? WHERE id = ?",
    )
      .bind(20 * DAY_MS, 20 * DAY_MS, made.id)
      .run();
    const rotated = await client.rpc.tokens.rotate.mutate({ id: made.id });
    const livesMs = Date.parse(rotated.expiresAt ?? "") - Date.parse(rotated.rotatedAt ?? "");
    expect(Math.round(livesMs / DAY_MS)).toBe(30);
  });

  test("of several at one moment one succeeds", async () => {
    const { client, made, status } = await somebody();
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => client.rpc.tokens.rotate.mutate({ id: made.id, graceSeconds: 0 })),
    );
    const done = tries.filter((one) => one.status === "fulfilled");
    expect(done.length).toBeGreaterThan(0);
    const good = await Promise.all(done.map(async ({ value }) => status(value.token)));
    expect(good.filter((one) => one === 200)).toHaveLength(1);
    const refused = tries.flatMap((one) => (one.status === "rejected" ? [one.reason.data.reason] : []));
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ["token-changed"] : []));
  });

  test("is refused for what is expired, suspended, or nobody's", async () => {
    const { client, made } = await somebody();
    await client.rpc.tokens.suspend.mutate({ id: made.id });
    expect(await refusalOf(client.rpc.tokens.rotate.mutate({ id: made.id }))).toEqual({
      code: "CONFLICT",
      reason: "token-not-live",
    });
    await client.rpc.tokens.resume.mutate({ id: made.id });
    await env.DB.prepare("UPDATE token SET expires_at = 1 WHERE id = ?").bind(made.id).run();
    expect(await refusalOf(client.rpc.tokens.rotate.mutate({ id: made.id }))).toMatchObject({
      reason: "token-not-live",
    });
    expect(await refusalOf(client.rpc.tokens.rotate.mutate({ id: "000000000000" }))).toMatchObject({
      reason: "token-unknown",
    });
  });

  test("whatever ends or stops the token ends or stops both secrets", async () => {
    const { client, made, status } = await somebody();
    const { token } = await client.rpc.tokens.rotate.mutate({ id: made.id, endAtFirstUse: false });
    await client.rpc.tokens.suspend.mutate({ id: made.id });
    expect([await status(made.token), await status(token)]).toEqual([401, 401]);
    await client.rpc.tokens.resume.mutate({ id: made.id });
    expect([await status(made.token), await status(token)]).toEqual([200, 200]);
    await client.rpc.tokens.revoke.mutate({ id: made.id });
    expect([await status(made.token), await status(token)]).toEqual([401, 401]);
  });

  test("whoever holds the earlier secret ends the token with it; with a retired one nobody does", async () => {
    const { here, client, made, status } = await somebody();
    const revoke = (token: string) => here.anonymous().postForm("/oauth/revoke", { token });
    const { token: second } = await client.rpc.tokens.rotate.mutate({ id: made.id, graceSeconds: 0 });
    expect((await revoke(made.token)).status).toBe(200);
    expect(await status(second)).toBe(200);
    const { token: third } = await client.rpc.tokens.rotate.mutate({ id: made.id });
    expect((await revoke(second)).status).toBe(200);
    expect([await status(second), await status(third)]).toEqual([401, 401]);
  });

  test("an earlier secret whose time is over is refused, and gets its tombstone from Cron", async () => {
    const { here, client, made, status, organization } = await somebody();
    await client.rpc.tokens.rotate.mutate({ id: made.id });
    await env.DB.prepare("UPDATE token SET earlier_ends_at = ? WHERE id = ?")
      .bind(Date.now() - 1, made.id)
      .run();
    expect(await status(made.token)).toBe(401);
    await here.everyMinute();
    await here.settled();
    expect((await activity(organization.id)).map(({ action }) => action)).toContain(
      "token.earlier-secret-ended",
    );
    expect(await count("token WHERE hash_earlier IS NOT NULL AND id = ?", made.id)).toBe(0);
    expect(await status(made.token, isolate())).toBe(401);
  });

  test("that D1 does not take is not answered with a yes", async () => {
    const { client, made } = await somebody();
    const { token } = await client.rpc.tokens.rotate.mutate({ id: made.id });
    const { database } = watchedDatabase(env.DB, (sql) =>
      sql.includes("INTO demand") ? unreachable() : undefined,
    );
    const there = isolate({ DB: database });
    expect((await there.bearer(token).fetch("/api/v1/me")).status).toBe(503);
    expect((await isolate().bearer(made.token).fetch("/api/v1/me")).status).toBe(200);
  });

  test("that a retired secret is still used is recorded once an hour", async () => {
    const { here, client, made, status, organization } = await somebody();
    await client.rpc.tokens.rotate.mutate({ id: made.id, graceSeconds: 0 });
    await here.settled();
    for (const at of [isolate(), isolate(), isolate()]) {
      expect(await status(made.token, at)).toBe(401);
      await at.settled();
    }
    const used = (await activity(organization.id)).filter(
      ({ action }) => action === "token.retired-secret-used",
    );
    expect(used).toHaveLength(1);
  });
});

describe("a token that may rotate itself", () => {
  const rotateItself = (text: string, body?: object) =>
    isolate()
      .bearer(text)
      .fetch("/api/v1/tokens/current/rotate", {
        method: "POST",
        ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
      });

  test("does so with either secret, so that a lost answer can be asked for again", async () => {
    const { made, status } = await somebody({ selfRotation: true });
    const lost = (await (await rotateItself(made.token)).json()) as { token: string };
    const answer = await rotateItself(made.token, { grace_seconds: 3600 });
    expect(answer.status).toBe(200);
    const found = (await answer.json()) as { token: string; earlier_secret: { ends_at: string } };
    expect(Date.parse(found.earlier_secret.ends_at)).toBeLessThanOrEqual(Date.now() + 3_600_000);
    expect(await status(lost.token)).toBe(401);
    expect(await status(found.token)).toBe(200);
    expect(await status(made.token)).toBe(401);
  });

  test("others are refused", async () => {
    const { made } = await somebody();
    const answer = await rotateItself(made.token);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "self-rotation-off" });
  });

  test.each([{ grace_seconds: -1 }, { grace_seconds: 2_592_001 }, { grace: 1 }])(
    "bad input is said: %j",
    async (body) => {
      const { made } = await somebody({ selfRotation: true });
      expect((await rotateItself(made.token, body)).status).toBe(422);
    },
  );
});

test("an answer to a token that expires says when, for an earlier secret its own end", async () => {
  const expiresAt = new Date(Date.now() + 30 * DAY_MS).toISOString();
  const { here, client, made } = await somebody({ expiresAt });
  const told = async (text: string, path = "/api/v1/me") =>
    (await here.bearer(text).fetch(path)).headers.get("Token-Expires");
  expect(await told(made.token)).toBe(expiresAt);
  expect(await told(made.token, "/api/v1/tokens/000000000000")).toBe(expiresAt);
  await client.rpc.tokens.rotate.mutate({ id: made.id, graceSeconds: 3600 });
  expect(Date.parse((await told(made.token)) ?? "")).toBeLessThanOrEqual(Date.now() + 3_600_000);
});
