import type { D1Database } from "@cloudflare/workers-types";
import { eq } from "drizzle-orm";
import type { RandomBytes } from "../../worker/domain/base62.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { newIdentifier } from "../../worker/domain/identifiers.ts";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import { EXPIRED } from "../../worker/domain/tokens/expiry-notice.ts";
import { generateToken } from "../../worker/domain/tokens/token.ts";
import { recordActivity } from "../commit.ts";
import { batch, build, connect, type Database, type Statement } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { organization } from "../tables/organization.ts";
import { token as tokens } from "../tables/token.ts";
import { user } from "../tables/user.ts";
import { visibilityGroup } from "../tables/visibility-group.ts";
import { insertToken } from "../tokens/changes.ts";
import { replaceSecret } from "../tokens/rotation.ts";
import { suspendToken } from "../tokens/suspension.ts";
import { recordUses } from "../uses/rows.ts";
import { DEMO_API_PERMISSIONS, DEMO_GROUPS, DEMO_PEOPLE, type DemoPerson } from "./demo-people.ts";
import { DEMO_TOKENS, type DemoToken } from "./demo-tokens.ts";

const FOUNDED_AGO_MS = 500 * DAY_MS;
const GRACE_MS = 7 * DAY_MS;
const FIRST_STEPS: DemoToken = {
  owner: "member",
  name: "First steps",
  ageMs: 0,
  livesMs: 90 * DAY_MS,
  scopes: null,
};

type Demo = {
  tokenPrefix: string;
  /** The hash of `DEMO_PASSWORD`, for everybody. */
  passwordHash: string;
  randomBytes: RandomBytes;
};

/**
 * Fills an empty database with the demo of `npm run dev`. Returns whether it did and, if so, a working API token, which
 * is shown only this once.
 */
export async function seedDemo(
  d1: D1Database,
  now: number,
  demo: Demo,
): Promise<{ seeded: false } | { seeded: true; token: string }> {
  const database = connect(d1);
  if (await isSeeded(database)) return { seeded: false };
  const { statements, idOf, organizationOf } = people(now, demo);
  const tokens = await Promise.all(
    [...DEMO_TOKENS, FIRST_STEPS].map((token) => issued(token, now, demo, idOf, organizationOf)),
  );
  await batch(database, [...statements, ...tokens.flatMap((token) => token.statements)]);
  await recordUses(
    database,
    tokens.flatMap(({ id, demoToken: { usedAgoMs, lastUse } }) =>
      usedAgoMs !== undefined && lastUse ? [{ id, at: now - usedAgoMs, use: lastUse }] : [],
    ),
  );
  return { seeded: true, token: tokens.at(-1)?.plain.reveal() ?? "" };
}

async function isSeeded(database: Database): Promise<boolean> {
  return (await database.select({ id: organization.id }).from(organization).limit(1)).length > 0;
}

function people(now: number, { passwordHash, randomBytes }: Demo) {
  const founded = now - FOUNDED_AGO_MS;
  const organizations = {
    northwind: newIdentifier("organization", randomBytes),
    fabrikam: newIdentifier("organization", randomBytes),
  };
  const ids = new Map(DEMO_PEOPLE.map(({ key }) => [key, newIdentifier("user", randomBytes)]));
  const person = new Map(DEMO_PEOPLE.map((one) => [one.key, one]));
  const idOf = (key: string) => ids.get(key) as string;
  const organizationOf = (key: string) => organizations[(person.get(key) as DemoPerson).organization];
  const statements: Statement[] = [
    build.insert(organization).values([
      {
        id: organizations.fabrikam,
        name: "Fabrikam Partners",
        kind: "partner",
        apiPermissions: [],
        createdAt: founded,
      },
      {
        id: organizations.northwind,
        name: "Northwind Labs",
        kind: "customer",
        partnerId: organizations.fabrikam,
        apiPermissions: [...DEMO_API_PERMISSIONS],
        createdAt: founded,
      },
    ]),
    ...DEMO_GROUPS.map((name) => {
      const id = newIdentifier("visibilityGroup", randomBytes);
      return build.insert(visibilityGroup).values({ id, organizationId: organizations.northwind, name });
    }),
    ...DEMO_PEOPLE.flatMap((one) => [
      build.insert(user).values({
        id: idOf(one.key),
        email: one.email,
        kind: one.email ? "human" : "service",
        passwordHash: one.email ? passwordHash : null,
        createdAt: founded,
      }),
      build.insert(membership).values({
        organizationId: organizationOf(one.key),
        userId: idOf(one.key),
        name: one.name,
        folded: foldedMember(one.name, one.email),
        role: one.role,
        permissions: [...one.permissions],
        visibilityGroups: [...one.visibilityGroups],
        createdAt: founded,
      }),
    ]),
  ];
  return { statements, idOf, organizationOf };
}

async function issued(
  demoToken: DemoToken,
  now: number,
  { tokenPrefix, randomBytes }: Demo,
  idOf: (key: string) => string,
  organizationOf: (key: string) => string,
) {
  const { owner, name, scopes, endpoints = null, livesMs } = demoToken;
  const { id, plain } = generateToken("api", tokenPrefix, randomBytes);
  const member = { organizationId: organizationOf(owner), userId: idOf(owner) };
  const createdAt = now - demoToken.ageMs;
  const expiresAt = livesMs === null ? null : createdAt + livesMs;
  const { rotated, suspendedAgoMs } = demoToken;
  const hash = await plain.hash();
  const ownerName = DEMO_PEOPLE.find(({ key }) => key === owner)?.name ?? owner;
  const told = (at: number) => ({
    organizationId: member.organizationId,
    actor: { id: member.userId, name: ownerName },
    subject: { id: member.userId, name: ownerName },
    token: { id, name },
    at,
  });
  const statements: Statement[] = [
    insertToken(member, { id, kind: "api", name, hash, scopes, endpoints, createdAt, expiresAt }),
    recordActivity({
      action: "token.created",
      detail: { expiresAt, scopes, endpoints },
      ...told(createdAt),
    }),
  ];
  if (rotated) {
    const at = now - rotated.agoMs;
    const before = generateToken("api", tokenPrefix, randomBytes);
    const earlier = { hash: await before.plain.hash(), endsAt: at + GRACE_MS, endsAtFirstUse: true };
    const usage = JSON.stringify([demoToken.lastUse?.method, demoToken.lastUse?.path]);
    statements.push(
      replaceSecret(id, { earlier, retired: [] }, { hash, expiresAt, at }),
      build
        .update(tokens)
        .set({ earlierSecretUsedAt: now - rotated.usedAgoMs, earlierSecretUsage: usage })
        .where(eq(tokens.id, id)),
      recordActivity({
        action: "token.rotated",
        detail: {
          expiresAt: { from: expiresAt, to: expiresAt },
          earlierEndsAt: earlier.endsAt,
          endsAtFirstUse: true,
        },
        ...told(at),
      }),
    );
  }
  if (suspendedAgoMs !== undefined) {
    const at = now - suspendedAgoMs;
    statements.push(
      suspendToken(id, { at, until: null, by: "owner" }),
      recordActivity({ action: "token.suspended", detail: { until: null, by: "owner" }, ...told(at) }),
    );
  }
  if (demoToken.isToldExpired)
    statements.push(build.update(tokens).set({ expiryNotice: EXPIRED }).where(eq(tokens.id, id)));
  return { id, plain, demoToken, statements };
}
