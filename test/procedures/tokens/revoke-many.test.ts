import { expect, test } from "vitest";
import { count, rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("several of one's own end at once, each with its activity, and nobody is written", async () => {
  const { member, tokens, users, organization, statusOf } = await team();
  const another = await member.tokens.create.mutate({ name: "Reporting" });
  const kept = await member.tokens.create.mutate({ name: "Kept" });
  const ids = [tokens.member.id, another.id];
  expect(await member.tokens.revokeMany.mutate({ ids })).toEqual({ revoked: 2 });
  const statuses = [tokens.member.text, another.token, kept.token].map(statusOf);
  expect(await Promise.all(statuses)).toEqual([401, 401, 200]);
  const recorded = await rows<{ id: string; actor: string; name: string }>(
    `SELECT token_id AS id, actor_user_id AS actor, token_name AS name FROM activity
     WHERE organization_id = ? AND action = 'token.revoked' ORDER BY token_name`,
    organization.id,
  );
  expect(recorded).toEqual([
    { id: tokens.member.id, actor: users.member.id, name: "Nightly build" },
    { id: another.id, actor: users.member.id, name: "Reporting" },
  ]);
  expect(await count("outbox WHERE recipient = ?", users.member.email)).toBe(0);
});

test("what has ended already is left out, and of several calls at one moment one ends each", async () => {
  const { member, tokens } = await team();
  const { id } = await member.tokens.create.mutate({ name: "Reporting" });
  await member.tokens.revoke.mutate({ id });
  const ids = [id, tokens.member.id, tokens.member.id, "000000000000", "\ud800"];
  const calls = await Promise.all(Array.from({ length: 4 }, () => member.tokens.revokeMany.mutate({ ids })));
  expect(calls.map(({ revoked }) => revoked).toSorted()).toEqual([0, 0, 0, 1]);
  expect(await count("activity WHERE token_id = ?", tokens.member.id)).toBe(1);
});

test("others' tokens and sessions live on", async () => {
  const { member, tokens, statusOf } = await team();
  const { items } = await member.secondaryTokens.list.query({});
  const session = items.find(({ kind }) => kind === "session")?.id ?? "";
  const others = [tokens.superuser, tokens.bot, tokens.stranger];
  const ids = [...others.map(({ id }) => id), session];
  expect(await member.tokens.revokeMany.mutate({ ids })).toEqual({ revoked: 0 });
  expect(await Promise.all(others.map(({ text }) => statusOf(text)))).toEqual([200, 200, 200]);
  expect(await member.session.current.query()).not.toBeNull();
});

test("to who may not manage their own tokens it is refused, with nothing ended", async () => {
  const { member, superuser, tokens, users } = await team();
  await superuser.team.editMember.mutate({ userId: users.member.id, permissions: [] });
  const revoking = member.tokens.revokeMany.mutate({ ids: [tokens.member.id] });
  expect(await refusalOf(revoking)).toMatchObject({ code: "FORBIDDEN", reason: "tokens-personal-missing" });
  expect(await count("token WHERE id = ?", tokens.member.id)).toBe(1);
});

test.each([0, 501])("%d ids are refused", async (howMany) => {
  const { member } = await team();
  const revoking = member.tokens.revokeMany.mutate({ ids: Array(howMany).fill("000000000000") });
  const refusal = { code: "BAD_REQUEST", reason: "input-invalid", field: "ids" };
  expect(await refusalOf(revoking)).toEqual(refusal);
});
