import { expect, test } from "vitest";
import { count } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what happened in the organization is told newest first, each once, a page at a time", async () => {
  const { superuser, users, tokens, organization } = await team();
  await superuser.organization.defineGroup.mutate({ name: "EMEA" });
  await superuser.organization.revokeToken.mutate({ id: tokens.member.id });
  const { items } = await superuser.activity.list.query();
  expect(items).toHaveLength(await count("activity WHERE organization_id = ?", organization.id));
  expect(items[0]).toEqual({
    id: expect.any(String),
    at: expect.stringMatching(/Z$/),
    action: "token.revoked",
    actor: { id: users.superuser.id, name: "Samuel Okafor" },
    subject: { id: users.member.id, name: "Mei Tanaka" },
    token: { id: tokens.member.id, name: "Nightly build", prefix: `lk_${tokens.member.id}` },
    sentence: "Samuel Okafor revoked Mei Tanaka's API token “Nightly build”.",
    refusedSince: null,
    lastRefused: null,
  });
  expect(items[1]).toMatchObject({ action: "group.defined", subject: null, token: null });
  const walked: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await superuser.activity.list.query({ limit: 1, cursor });
    walked.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(walked).toEqual(items.map(({ id }) => id));
});

test("of one member what they did and what was done to them", async () => {
  const { superuser, users, tokens } = await team();
  await superuser.organization.defineGroup.mutate({ name: "EMEA" });
  await superuser.organization.revokeToken.mutate({ id: tokens.member.id });
  const { items } = await superuser.activity.list.query({ userId: users.member.id });
  expect(items.map(({ action }) => action)).toEqual(["token.revoked"]);
  expect((await superuser.activity.list.query({ userId: users.stranger.id })).items).toEqual([]);
});

test("a member is refused, and bad input is said", async () => {
  const { superuser, member } = await team();
  expect(await refusalOf(member.activity.list.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
  for (const [asked, reason] of [
    [{ limit: 0 }, "limit-invalid"],
    [{ cursor: "garbage" }, "cursor-invalid"],
    [{ userId: "x".repeat(101) }, "id-invalid"],
  ] as const)
    expect(await refusalOf(superuser.activity.list.query(asked))).toMatchObject({
      code: "BAD_REQUEST",
      reason,
    });
});
