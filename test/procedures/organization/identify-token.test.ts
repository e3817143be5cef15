import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("whose token was found is told by its hash, and what became of it", async () => {
  const { superuser, stranger, tokens, users } = await team();
  const { bot: found, superuser: own } = tokens;
  const identify = (id: string, hash: string, by = superuser) =>
    by.organization.identifyToken.mutate({ id, hash });
  const unknown = { state: "unknown", token: null, revoked: null };
  expect(await identify(found.id, found.hash.toHex().toUpperCase())).toMatchObject({
    state: "live",
    token: { id: found.id, user: { id: users.bot.id, name: "ci-bot" } },
    revoked: null,
  });
  expect(await identify(found.id, own.hash.toHex())).toEqual(unknown);
  expect(await identify("000000000000", found.hash.toHex())).toEqual(unknown);
  await superuser.organization.suspendToken.mutate({ id: found.id });
  expect(await identify(found.id, found.hash.toHex())).toMatchObject({ state: "suspended" });
  await superuser.organization.revokeToken.mutate({ id: found.id });
  expect(await identify(found.id, found.hash.toHex())).toEqual({
    state: "revoked",
    token: null,
    revoked: { at: expect.stringMatching(/Z$/), by: "administrator" },
  });
  expect(await identify(found.id, own.hash.toHex())).toEqual(unknown);
  for (const { id, hash } of [own, found])
    expect(await identify(id, hash.toHex(), stranger)).toEqual(unknown);
});

test("a secret that was replaced is told as one", async () => {
  const { superuser, tokens, users } = await team();
  const { id, hash } = tokens.bot;
  await superuser.team.rotateToken.mutate({ userId: users.bot.id, id, graceSeconds: 0 });
  expect(await superuser.organization.identifyToken.mutate({ id, hash: hash.toHex() })).toMatchObject({
    state: "retired-secret",
    token: { id },
  });
});

test("is a superuser's to ask", async () => {
  const { member, tokens } = await team();
  const { id, hash } = tokens.member;
  const asking = member.organization.identifyToken.mutate({ id, hash: hash.toHex() });
  expect(await refusalOf(asking)).toEqual({ code: "FORBIDDEN", reason: "role-too-low" });
});

test.each([
  [{ id: "x".repeat(101) }, "id-invalid", "id"],
  [{ id: 7 }, "id-invalid", "id"],
  [{ hash: "abc" }, "hash-invalid", "hash"],
  [{ hash: "g".repeat(64) }, "hash-invalid", "hash"],
  [{ hash: null }, "hash-invalid", "hash"],
  [{ token: "lk_" }, "field-unknown", "token"],
])("refuses %j", async (wrong, reason, field) => {
  const { superuser } = await team();
  const asked = { id: "000000000000", hash: "0".repeat(64), ...wrong } as { id: string; hash: string };
  const identifying = superuser.organization.identifyToken.mutate(asked);
  expect(await refusalOf(identifying)).toMatchObject({ code: "BAD_REQUEST", reason, field });
});
