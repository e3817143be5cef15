import { expect, test } from "vitest";
import { count, rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const DAY_MS = 86_400_000;
const NONE = { maxLifetimeDays: null, maxIdleDays: null, exemptServiceUsers: false };

test("a policy is set and told to every member; the activity says from what to what", async () => {
  const { superuser, member, organization } = await team();
  const policy = { maxLifetimeDays: 3650, maxIdleDays: null, exemptServiceUsers: true };
  expect(await superuser.organization.setPolicy.mutate(policy)).toEqual(policy);
  expect(await member.organization.policy.query()).toEqual(policy);
  await superuser.organization.setPolicy.mutate(policy);
  const changes = await rows<{ detail: string }>(
    "SELECT detail FROM activity WHERE organization_id = ? AND action = 'policy.changed'",
    organization.id,
  );
  expect(changes.map(({ detail }) => JSON.parse(detail))).toEqual([{ from: NONE, to: policy }]);
});

test("tokens that would live longer expire sooner, and no earlier than in 30 days", async () => {
  const { superuser, tokens, here } = await team();
  const end = async (id: string) => {
    const { expiresAt } = await superuser.organization.token.query({ id });
    return Math.round((Date.parse(expiresAt ?? "") - Date.now()) / DAY_MS);
  };
  await rows("UPDATE token SET created_at = 1 WHERE id = ?", tokens.member.id);
  await superuser.organization.setPolicy.mutate({ ...NONE, maxLifetimeDays: 60 });
  await here.settled();
  expect([await end(tokens.member.id), await end(tokens.superuser.id)]).toEqual([30, 60]);
  expect(await count("policy_due")).toBe(0);
});

test("is a superuser's who proved themselves lately, within its bounds", async () => {
  const { superuser, member, users } = await team();
  const { setPolicy } = superuser.organization;
  expect(await refusalOf(member.organization.setPolicy.mutate(NONE))).toMatchObject({
    reason: "role-too-low",
  });
  for (const days of [{ maxLifetimeDays: 0 }, { maxIdleDays: 3651 }, { maxIdleDays: 1.5 }])
    expect(await refusalOf(setPolicy.mutate({ ...NONE, ...days }))).toMatchObject({
      code: "BAD_REQUEST",
      reason: "policy-days-invalid",
    });
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", users.superuser.id);
  expect(await refusalOf(setPolicy.mutate(NONE))).toEqual({ code: "FORBIDDEN", reason: "proof-stale" });
});
