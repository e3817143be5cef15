import { expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("one's own API tokens are listed with how many there are, a page at a time", async () => {
  const { member, tokens } = await team();
  const { id } = await member.tokens.create.mutate({ name: "Weekly build", scopes: ["reports:read"] });
  const first = await member.tokens.list.query({ limit: 1 });
  expect(first).toEqual({
    items: [
      {
        id,
        name: "Weekly build",
        purpose: null,
        prefix: `lk_${id}`,
        createdAt: expect.stringMatching(/Z$/),
        expiresAt: null,
        lastUsedAt: null,
        lastUsed: null,
        scopes: ["reports:read"],
        endpoints: null,
        state: "live",
        rotatedAt: null,
        earlierSecret: null,
        suspended: null,
      },
    ],
    nextCursor: expect.any(String),
    total: 2,
  });
  const second = await member.tokens.list.query({ limit: 1, cursor: first.nextCursor });
  expect(second).toMatchObject({ items: [{ id: tokens.member.id }], nextCursor: null, total: 2 });
});

test("a name, a whole prefix, a state and an order narrow and sort it", async () => {
  const { member, tokens } = await team();
  const { id } = tokens.member;
  const weekly = await member.tokens.create.mutate({ name: "Weekly build" });
  const found = async (asked: Parameters<typeof member.tokens.list.query>[0]) => {
    const { items, total } = await member.tokens.list.query(asked);
    return { ids: items.map((item) => item.id), total };
  };
  expect(await found({ name: "NIGHTLY" })).toEqual({ ids: [id], total: 1 });
  expect(await found({ name: `lk_${id}` })).toEqual({ ids: [id], total: 1 });
  expect(await found({ sort: "name" })).toEqual({ ids: [id, weekly.id], total: 2 });
  await member.tokens.suspend.mutate({ id: weekly.id });
  expect(await found({ state: "suspended" })).toEqual({ ids: [weekly.id], total: 1 });
});

test.each([
  [{ limit: 0 }, "limit-invalid"],
  [{ limit: 201 }, "limit-invalid"],
  [{ limit: "50" }, "limit-invalid"],
  [{ cursor: "garbage" }, "cursor-invalid"],
  [{ cursor: "" }, "cursor-invalid"],
  [{ cursor: "WzFd" }, "cursor-invalid"],
  [{ name: "x".repeat(101) }, "search-too-long"],
  [{ state: "asleep" }, "state-invalid"],
  [{ sort: "size" }, "sort-invalid"],
  [{ order: "name" }, "field-unknown"],
])("%j is refused: %s", async (input, reason) => {
  const { member } = await team();
  expect(await refusalOf(member.tokens.list.query(input as object))).toMatchObject({
    code: "BAD_REQUEST",
    reason,
  });
});

test("a secret is nothing to look for", async () => {
  const { member, tokens } = await team();
  const asking = member.tokens.list.query({ name: tokens.member.text });
  expect(await refusalOf(asking)).toMatchObject({ code: "BAD_REQUEST", reason: "search-is-a-secret" });
});
