import { expect, test } from "vitest";
import { manyTokens } from "../../factories/many-tokens.ts";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";

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

test("one's own tokens are counted in each state", async () => {
  const { member, tokens, superuser } = await team();
  expect(await member.tokens.states.query()).toEqual(NONE);
  const expiresAt = new Date(Date.now() + 10 * DAY_MS).toISOString();
  await member.tokens.create.mutate({ name: "Soon over", expiresAt });
  const over = await member.tokens.create.mutate({ name: "Over" });
  await rows("UPDATE token SET created_at = 1, expires_at = 2 WHERE id = ?", over.id);
  const { id } = await member.tokens.create.mutate({ name: "Rotated" });
  await member.tokens.rotate.mutate({ id });
  await member.tokens.suspend.mutate({ id: tokens.member.id });
  expect(await member.tokens.states.query()).toEqual({
    ...NONE,
    attention: 2,
    expiring: 1,
    expired: 1,
    suspended: 1,
    "earlier-secret": 1,
  });
  expect(await superuser.tokens.states.query()).toEqual(NONE);
});

test("it is counted as far as a hundred", async () => {
  const { member, users, organization } = await team();
  const owner = { organizationId: organization.id, userId: users.member.id };
  await rows(...manyTokens(owner, { prefix: "many", howMany: 120 }));
  expect(await member.tokens.states.query()).toMatchObject({ unused: 100, attention: 100, expired: 0 });
});
