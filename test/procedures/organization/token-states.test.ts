import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const DAY_MS = 86_400_000;
const NONE = {
  attention: 0,
  expiring: 0,
  expired: 0,
  blocked: 0,
  unused: 0,
  suspended: 0,
  "earlier-secret": 0,
};

test("everybody's tokens are counted in each state, and none of another organization", async () => {
  const { superuser, member, stranger, tokens, users } = await team();
  expect(await superuser.organization.tokenStates.query()).toEqual(NONE);
  await rows("UPDATE token SET expires_at = ? WHERE id = ?", Date.now() + 10 * DAY_MS, tokens.superuser.id);
  await member.tokens.suspend.mutate({ id: tokens.member.id });
  await superuser.team.editMember.mutate({ userId: users.bot.id, permissions: [] });
  expect(await superuser.organization.tokenStates.query()).toEqual({
    ...NONE,
    attention: 2,
    expiring: 1,
    suspended: 1,
    blocked: 1,
  });
  expect(await stranger.organization.tokenStates.query()).toEqual(NONE);
});

test("a member is refused", async () => {
  const { member } = await team();
  expect(await refusalOf(member.organization.tokenStates.query())).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
