import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("everybody's API tokens are listed with their owners, and none of another organization", async () => {
  const { superuser, member, tokens, users } = await team();
  await member.tokens.suspend.mutate({ id: tokens.member.id });
  const { items, nextCursor } = await superuser.organization.tokens.query({ sort: "name" });
  expect(items.map(({ name, user, state }) => [name, user.name, state])).toEqual([
    ["CI", "Samuel Okafor", "live"],
    ["Nightly build", "Mei Tanaka", "suspended"],
    ["Release pipeline", "ci-bot", "live"],
  ]);
  expect(nextCursor).toBeNull();
  expect(items[2]).toEqual({
    id: tokens.bot.id,
    name: "Release pipeline",
    purpose: null,
    prefix: `lk_${tokens.bot.id}`,
    user: { id: users.bot.id, name: "ci-bot", email: null },
    createdAt: expect.stringMatching(/Z$/),
    expiresAt: null,
    lastUsedAt: null,
    lastUsed: null,
    scopes: null,
    endpoints: null,
    state: "live",
    rotatedAt: null,
    earlierSecret: null,
    suspended: null,
  });
});

test("a term and a state narrow the list, which goes on where it stopped", async () => {
  const { superuser, member, tokens } = await team();
  const list = superuser.organization.tokens.query;
  expect((await list({ q: "TANAKA" })).items.map(({ id }) => id)).toEqual([tokens.member.id]);
  await member.tokens.suspend.mutate({ id: tokens.member.id });
  expect((await list({ state: "suspended" })).items.map(({ id }) => id)).toEqual([tokens.member.id]);
  const first = await list({ sort: "-name", limit: 2 });
  const rest = await list({ sort: "-name", limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual([
    "Release pipeline",
    "Nightly build",
    "CI",
  ]);
  const other = list({ sort: "name", cursor: first.nextCursor });
  expect(await refusalOf(other)).toMatchObject({ code: "BAD_REQUEST", reason: "cursor-invalid" });
});

test("is a superuser's to see", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.tokens.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});

test("bad input is said", async () => {
  const { superuser, tokens } = await team();
  for (const [asked, reason] of [
    [{ limit: 201 }, "limit-invalid"],
    [{ cursor: "garbage" }, "cursor-invalid"],
    [{ q: "x".repeat(101) }, "search-too-long"],
    [{ q: tokens.bot.text }, "search-is-a-secret"],
    [{ sort: "size" }, "sort-invalid"],
    [{ state: "asleep" }, "state-invalid"],
    [{ name: "CI" }, "field-unknown"],
  ] as const)
    expect(await refusalOf(superuser.organization.tokens.query(asked as object))).toMatchObject({
      code: "BAD_REQUEST",
      reason,
    });
});
