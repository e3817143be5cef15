import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

beforeAll(withDemo);

test("sessions and API tokens are counted, and of very many that ended those that are still to be removed", async () => {
  const member = await signedIn("super@northwind.example");
  const { items } = await member.rpc.secondaryTokens.list.query({});
  const sessions = items.filter(({ kind }) => kind === "session").length;
  const counted = { sessions, apiTokens: items.length - sessions, removing: 0 };
  expect(await member.rpc.secondaryTokens.count.query()).toEqual(counted);
  const master = await signedIn("master@northwind.example");
  const me = await member.rpc.session.current.query();
  const userId = me?.user.id ?? "";
  expect(await master.rpc.secondaryTokens.count.query({ userId })).toEqual(counted);
  await env.DB.prepare(
    `UPDATE membership SET ended_at = 1, ended_by = 'owner', ended_through = (
       SELECT max(seq) FROM token WHERE user_id = ?1 AND kind = 'api') WHERE user_id = ?1`,
  )
    .bind(userId)
    .run();
  const ended = await master.rpc.secondaryTokens.count.query({ userId });
  expect(ended.removing).toBeGreaterThanOrEqual(3);
  expect(ended).toMatchObject({ apiTokens: 0 });
  const left = await master.rpc.secondaryTokens.list.query({ userId });
  expect(left.items).toHaveLength(ended.sessions);
  await env.DB.prepare("UPDATE membership SET ended_through = NULL WHERE user_id = ?").bind(userId).run();
});

test("of a search as many are counted as are listed", async () => {
  const { rpc } = await signedIn("super@northwind.example");
  for (const q of ["lk_", "zzz", "a", "127"]) {
    const { items } = await rpc.secondaryTokens.list.query({ q });
    const { sessions, apiTokens } = await rpc.secondaryTokens.count.query({ q });
    const listed = (wanted: string) => items.filter(({ kind }) => kind === wanted).length;
    expect([sessions, apiTokens]).toEqual([listed("session"), listed("api")]);
  }
});

test("those of another are counted for a Master Admin alone, and in their organization", async () => {
  const member = await signedIn("member@northwind.example");
  const superuser = await signedIn("super@northwind.example");
  const userId = (await member.rpc.session.current.query())?.user.id ?? "";
  expect(await refusalOf(superuser.rpc.secondaryTokens.count.query({ userId }))).toMatchObject({
    code: "FORBIDDEN",
  });
  const boss = await signedIn("boss@fabrikam.example");
  expect(await refusalOf(boss.rpc.secondaryTokens.count.query({ userId }))).toEqual({
    code: "NOT_FOUND",
    reason: "member-unknown",
  });
});
