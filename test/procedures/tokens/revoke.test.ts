import { expect, test } from "vitest";
import { count, rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const unknown = { code: "NOT_FOUND", reason: "token-unknown" };

test("a token ends with the answer: no door takes it, it is recorded once, and nobody is written", async () => {
  const { member, tokens, users, statusOf } = await team();
  const { id, text } = tokens.member;
  expect(await statusOf(text)).toBe(200);
  expect(await member.tokens.revoke.mutate({ id })).toEqual({ id });
  expect(await statusOf(text)).toBe(401);
  expect(await count("token WHERE id = ?", id)).toBe(0);
  expect(await rows("SELECT action, actor_user_id AS actor FROM activity WHERE token_id = ?", id)).toEqual([
    { action: "token.revoked", actor: users.member.id },
  ]);
  expect(await count("outbox WHERE recipient = ?", users.member.email)).toBe(0);
  expect(await refusalOf(member.tokens.revoke.mutate({ id }))).toEqual(unknown);
});

test("of several calls at one moment one ends it", async () => {
  const { member, tokens } = await team();
  const { id } = tokens.member;
  const calls = await Promise.allSettled(
    Array.from({ length: 4 }, () => member.tokens.revoke.mutate({ id })),
  );
  expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await count("activity WHERE token_id = ?", id)).toBe(1);
});

test.each(["000000000000", "\u0000", "\ud800"])("%j is no token of one's own", async (id) => {
  const { member } = await team();
  expect(await refusalOf(member.tokens.revoke.mutate({ id }))).toEqual(unknown);
});

test("another's token is unknown and lives on, and so is a session", async () => {
  const { member, superuser, tokens, statusOf } = await team();
  expect(await refusalOf(superuser.tokens.revoke.mutate({ id: tokens.member.id }))).toEqual(unknown);
  expect(await statusOf(tokens.member.text)).toBe(200);
  const { items } = await member.secondaryTokens.list.query({});
  const session = items.find(({ kind }) => kind === "session")?.id ?? "";
  expect(await refusalOf(member.tokens.revoke.mutate({ id: session }))).toEqual(unknown);
});

test.each([undefined, 7, "x".repeat(101)])("the id %j is refused", async (id) => {
  const { member } = await team();
  const revoking = member.tokens.revoke.mutate({ id } as { id: string });
  expect(await refusalOf(revoking)).toEqual({ code: "BAD_REQUEST", reason: "id-invalid", field: "id" });
});
