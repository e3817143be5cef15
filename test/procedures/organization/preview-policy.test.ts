import { expect, test } from "vitest";
import { manyTokens } from "../../factories/many-tokens.ts";
import { count, rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const DAY_MS = 86_400_000;
const POLICY = { maxLifetimeDays: 60, maxIdleDays: null, exemptServiceUsers: true };

test("which tokens a policy would end is told in order of time, and nothing is changed", async () => {
  const { superuser, tokens, users, organization } = await team();
  await rows("UPDATE token SET expires_at = ? WHERE id = ?", Date.now() + 100 * DAY_MS, tokens.superuser.id);
  await rows("UPDATE token SET created_at = created_at - ? WHERE id = ?", 20 * DAY_MS, tokens.member.id);
  const before = await count("activity WHERE organization_id = ?", organization.id);
  const preview = await superuser.organization.previewPolicy.mutate(POLICY);
  expect(preview).toEqual({
    tokens: 2,
    members: 2,
    atLeast: false,
    items: [
      {
        token: { id: tokens.member.id, name: "Nightly build", prefix: `lk_${tokens.member.id}` },
        user: { id: users.member.id, name: "Mei Tanaka", email: users.member.email },
        effect: "expires",
        at: expect.stringMatching(/Z$/),
      },
      expect.objectContaining({
        effect: "expires",
        user: expect.objectContaining({ name: "Samuel Okafor" }),
      }),
    ],
  });
  const [first, second] = preview.items.map(({ at }) => Math.round((Date.parse(at) - Date.now()) / DAY_MS));
  expect([first, second]).toEqual([40, 60]);
  expect(await count("activity WHERE organization_id = ?", organization.id)).toBe(before);
  expect(await superuser.organization.policy.query()).toMatchObject({ maxLifetimeDays: null });
});

test("service users' are among them where they are not exempt, and fifty are named", async () => {
  const { superuser, users, organization } = await team();
  const owner = { organizationId: organization.id, userId: users.bot.id };
  const howMany = 60;
  await rows(...manyTokens(owner, { prefix: "many", howMany, createdAt: Date.now() }));
  const { items, tokens, members } = await superuser.organization.previewPolicy.mutate({
    ...POLICY,
    exemptServiceUsers: false,
  });
  expect([items.length, tokens, members]).toEqual([50, howMany + 3, 3]);
});

test("is a superuser's to ask, within the bounds of a policy", async () => {
  const { superuser, member } = await team();
  expect(await refusalOf(member.organization.previewPolicy.mutate(POLICY))).toMatchObject({
    reason: "role-too-low",
  });
  for (const maxLifetimeDays of [0, 3651, 1.5])
    expect(
      await refusalOf(superuser.organization.previewPolicy.mutate({ ...POLICY, maxLifetimeDays })),
    ).toMatchObject({ code: "BAD_REQUEST", reason: "policy-days-invalid" });
});
