import { expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const LATER = 9e15;

type Way = "password" | "provider" | "access";

/** Members of an organization, each with a number of sessions opened in this way. */
async function organizationOf(
  ...members: { role?: "master_admin"; way: Way; prefix: string; howMany: number }[]
) {
  const of = scenario().withOrganization();
  for (const { role = "member" } of members) of.withMember({ role });
  const { organization, members: written } = await of.written();
  for (const [nth, { way, prefix, howMany }] of members.entries()) {
    const owner = { organizationId: organization.id, userId: written[nth]?.user.id ?? "" };
    await rows(...manyTokens(owner, { prefix, howMany, kind: "session", expiresAt: LATER }));
    await rows("UPDATE token SET way = ? WHERE user_id = ?", way, owner.userId);
  }
  return organization.id;
}

const everyNight = () => isolate().everyNight();

const left = async () => {
  const found = await rows<{ prefix: string; n: number }>(
    "SELECT substr(id, 1, 4) AS prefix, count(*) AS n FROM token GROUP BY 1 ORDER BY 1",
  );
  return Object.fromEntries(found.map(({ prefix, n }) => [prefix, n]));
};

test("sessions that a provider change left are ended, each with its activity and its tombstone", async () => {
  const removed = await organizationOf(
    { way: "provider", prefix: "rpro", howMany: 3 },
    { way: "access", prefix: "racc", howMany: 3 },
    { way: "password", prefix: "rpas", howMany: 3 },
  );
  await rows(
    "UPDATE organization SET provider_ended_through = (SELECT max(seq) FROM token) WHERE id = ?",
    removed,
  );
  const required = await organizationOf(
    { way: "password", prefix: "qpas", howMany: 3 },
    { way: "provider", prefix: "qpro", howMany: 3 },
    { way: "access", prefix: "qacc", howMany: 3 },
    { way: "password", prefix: "qadm", howMany: 3, role: "master_admin" },
  );
  await rows("UPDATE organization SET requires_provider = 1 WHERE id = ?", required);
  await organizationOf(
    { way: "provider", prefix: "opro", howMany: 3 },
    { way: "password", prefix: "opas", howMany: 3 },
  );

  await everyNight();
  expect(await left()).toEqual({ racc: 3, rpas: 3, qpro: 3, qacc: 3, qadm: 3, opro: 3, opas: 3 });
  const recorded = await rows(
    `SELECT organization_id AS organization, detail ->> 'because' AS because, count(*) AS n FROM activity
      WHERE action = 'token.revoked' AND actor_user_id IS NULL GROUP BY 1, 2 ORDER BY 2`,
  );
  expect(recorded).toEqual([
    { organization: removed, because: "provider-changed", n: 3 },
    { organization: required, because: "provider-required", n: 3 },
  ]);
});

test("more than end at once are ended, and those behind very many that go on", async () => {
  await organizationOf({ way: "password", prefix: "more", howMany: 5_100 });
  const removed = await organizationOf({ way: "provider", prefix: "many", howMany: 600 });
  await rows(
    "UPDATE organization SET provider_ended_through = (SELECT max(seq) FROM token) WHERE id = ?",
    removed,
  );
  await everyNight();
  const { more, many } = await left();
  expect([more, many]).toEqual([5_100, undefined]);
});
