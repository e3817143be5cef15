import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what happened with one's own token is told of it alone, newest first, a page at a time", async () => {
  const { member, superuser } = await team();
  const { id } = await member.tokens.create.mutate({ name: "Nightly" });
  await member.tokens.create.mutate({ name: "Another" });
  await member.tokens.rename.mutate({ id, name: "Weekly" });
  await superuser.organization.revokeToken.mutate({ id });
  const first = await member.tokens.activity.query({ id, limit: 2 });
  const rest = await member.tokens.activity.query({ id, limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ action }) => action)).toEqual([
    "token.revoked",
    "token.renamed",
    "token.created",
  ]);
  expect(rest.nextCursor).toBeNull();
  expect(first.items[0]).toMatchObject({
    actor: { name: "Samuel Okafor" },
    token: { id, prefix: `lk_${id}` },
    refusedSince: null,
  });
});

test("nothing is told of anybody else's, and nothing to whom may have no tokens", async () => {
  const { member, superuser, tokens, users } = await team();
  await superuser.organization.suspendToken.mutate({ id: tokens.member.id });
  expect((await member.tokens.activity.query({ id: tokens.member.id })).items).toHaveLength(1);
  const none = { items: [], nextCursor: null };
  expect(await superuser.tokens.activity.query({ id: tokens.member.id })).toEqual(none);
  await superuser.team.editMember.mutate({ userId: users.member.id, permissions: [] });
  expect(await refusalOf(member.tokens.activity.query({ id: tokens.member.id }))).toMatchObject({
    code: "FORBIDDEN",
    reason: "tokens-personal-missing",
  });
});

test.each([
  [{ id: "x".repeat(101) }, "id-invalid"],
  [{ limit: 201 }, "limit-invalid"],
  [{ cursor: "garbage" }, "cursor-invalid"],
])("%j is refused", async (asked, reason) => {
  const { member, tokens } = await team();
  const asking = member.tokens.activity.query({ id: tokens.member.id, ...asked });
  expect(await refusalOf(asking)).toMatchObject({ code: "BAD_REQUEST", reason });
});
