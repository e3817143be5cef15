import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { MOST_AT_ONCE } from "../../worker/change/end-all.ts";
import { isolate as realIsolate } from "../factories/isolate.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase, watchedKv } from "../factories/watched.ts";

const MANY = 3 * MOST_AT_ONCE + 7;

/** With a KV that accepts writes and stores nothing: thousands of tombstones cost nothing here. */
const isolate = (bindings: Partial<Cloudflare.Env> = {}) =>
  realIsolate({ TOMBSTONES: watchedKv(env.TOMBSTONES, { put: async () => {} }).tombstones, ...bindings });

/** A member with more tokens than one batch ends, one of which can be presented. */
async function withVeryMany() {
  const written = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", name: "Samuel Okafor" })
    .withMember()
    .withToken()
    .written();
  const [master, member] = written.members as [(typeof written.members)[0], (typeof written.members)[0]];
  const owner = { organizationId: written.organization.id, userId: member.user.id };
  const many = { howMany: MANY, name: "CI", kind: "api" as const, prefix: `${member.user.id.slice(-4)}` };
  await rows(...manyTokens(owner, { ...many, expiresAt: Date.now() + 3_600_000 }));
  return { ...written, master, member, text: written.token.text };
}

/** A run of Cron takes 20 s at most; a slow machine may need several. */
const untilRemoved = (there: ReturnType<typeof isolate>) =>
  expect
    .poll(async () => {
      await there.everyMinute();
      await there.settled();
      return count("ending");
    })
    .toBe(0);

const left = (userId: string) => count("token WHERE user_id = ?", userId);

test("removing a member with very many tokens is one small batch, after which none is honoured", async () => {
  const { master, member, text, organization } = await withVeryMany();
  const { database, trips } = watchedDatabase(env.DB, (sql) => {
    if (sql.includes("DELETE FROM token"))
      throw new Error("D1_ERROR: the Worker was ended before it came to this");
  });
  const here = isolate({ DB: database });
  const client = await here.signedIn(master.user.email ?? "");
  const before = trips.length;
  const { deleted } = await client.rpc.team.removeMember.mutate({ userId: member.user.id });
  expect(deleted).toBe(MANY + 1);
  expect(trips.slice(before).every(({ rowsWritten }) => rowsWritten < 100)).toBe(true);
  expect(await left(member.user.id)).toBe(MANY + 1);
  const elsewhere = isolate();
  const answer = await elsewhere.bearer(text).fetch("/api/v1/me");
  expect(answer.status).toBe(401);
  expect(((await answer.json()) as { detail: string }).detail).toMatch(/revoked on .* by an administrator/);

  // Cron finishes what the Worker left.
  await untilRemoved(elsewhere);
  expect(await left(member.user.id)).toBe(0);
  expect(await count("membership WHERE user_id = ?", member.user.id)).toBe(0);
  expect(await count("ending")).toBe(0);
  const recorded = await rows<{ action: string; n: number }>(
    "SELECT action, count(*) AS n FROM activity WHERE organization_id = ? AND subject_user_id = ? GROUP BY action ORDER BY action",
    organization.id,
    member.user.id,
  );
  expect(recorded).toEqual([
    { action: "member.removed", n: 1 },
    { action: "token.revoked", n: MANY + 1 },
    { action: "tokens.all-ended", n: 1 },
  ]);
  expect(await count("outbox WHERE recipient = ?", member.user.email)).toBe(1);
});

test("a member whose rows are still being removed cannot be activated again", async () => {
  const { master, member } = await withVeryMany();
  const { database } = watchedDatabase(env.DB, (sql) => {
    if (sql.includes("DELETE FROM token")) throw new Error("D1_ERROR: not yet");
  });
  const here = isolate({ DB: database });
  const client = await here.signedIn(master.user.email ?? "");
  await client.rpc.team.removeMember.mutate({ userId: member.user.id });
  await client.rpc.team.setDeactivated.mutate({ userId: member.user.id, deactivated: false });
  expect(await count("membership WHERE user_id = ? AND deactivated_at IS NULL", member.user.id)).toBe(0);
  await untilRemoved(isolate());
});

test("all tokens of one's own end so too, and what is made later holds", async () => {
  const { master, member, text } = await withVeryMany();
  const here = isolate();
  const admin = await here.signedIn(master.user.email ?? "");
  const own = await here.signedIn(member.user.email ?? "");
  const { deleted, signedOut } = await own.rpc.session.signOutEverywhere.mutate();
  expect([deleted, signedOut]).toEqual([MANY + 2, true]);
  expect((await here.bearer(text).fetch("/api/v1/me")).status).toBe(401);
  expect((await own.fetch("/trpc/profile.get")).status).toBe(401);
  const again = await here.signedIn(member.user.email ?? "");
  const { token } = await again.rpc.tokens.create.mutate({ name: "After" });
  expect((await here.bearer(token).fetch("/api/v1/me")).status).toBe(200);
  await here.settled();
  await untilRemoved(here);
  expect(await left(member.user.id)).toBe(2);
  expect((await here.bearer(token).fetch("/api/v1/me")).status).toBe(200);
  expect((await admin.fetch("/trpc/profile.get")).status).toBe(200);
});
