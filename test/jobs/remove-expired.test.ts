import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { batch, connect } from "../../db/connect.ts";
import { insertToken } from "../../db/tokens/changes.ts";
import { recordUses } from "../../db/uses/rows.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { removeExpired } from "../../worker/jobs/remove-expired.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { withDemo } from "../world/in-workerd.ts";

const NOW = Date.parse("2026-11-22T03:17:00Z");
const database = connect(env.DB);
const settings = {
  tokenPrefix: "lk",
  sessionIdleMs: 7 * DAY_MS,
  sessionAbsoluteMs: 30 * DAY_MS,
  activityRetentionMs: null,
  proofMs: null,
  leaseMs: 0,
  publicOrigin: null,
  access: null,
  mailFrom: "a@b.c",
};

beforeAll(withDemo);

const cases: [
  id: string,
  kind: "session" | "api",
  createdDays: number,
  expiresDays: number | null,
  usedDays: number | null,
  stays: boolean,
][] = [
  ["sessionFresh", "session", -1, 29, null, true],
  ["sessionUsed0", "session", -20, 10, -6, true],
  ["sessionIdle0", "session", -20, 10, -7, false],
  ["sessionNever", "session", -7, 23, null, false],
  ["sessionOver0", "session", -30, 0, -1, false],
  ["apiForever00", "api", -900, null, null, true],
  ["apiExpired89", "api", -400, -89, null, true],
  ["apiExpired90", "api", -400, -90, null, false],
];

describe("the nightly clean-up", () => {
  it("removes what ended by itself and keeps the rest, however often it runs", async () => {
    const owner = await env.DB.prepare(
      "SELECT organization_id AS organizationId, user_id AS userId FROM membership WHERE name = 'Rosa Delgado'",
    ).first<{ organizationId: string; userId: string }>();
    if (!owner) throw new Error("the demo is missing");
    const at = (days: number) => NOW + days * DAY_MS;
    await batch(
      database,
      cases.map(([id, kind, created, expires], nth) =>
        insertToken(owner, {
          id: id.slice(0, 12),
          kind,
          name: id,
          hash: new TokenHash(new Uint8Array(32).fill(nth)),
          scopes: null,
          createdAt: at(created),
          expiresAt: expires === null ? null : at(expires),
        }),
      ),
    );
    await recordUses(
      database,
      cases.flatMap(([id, , , , used]) =>
        used === null ? [] : [{ id: id.slice(0, 12), at: at(used), use: { method: "GET", path: "/" } }],
      ),
    );
    const ground = { database, settings, now: () => NOW, mayAskMore: () => true };
    await removeExpired(ground);
    await removeExpired(ground);
    const left = await env.DB.prepare("SELECT name FROM token WHERE user_id = ? ORDER BY name")
      .bind(owner.userId)
      .all<{ name: string }>();
    const expected = cases.filter(([, , , , , stays]) => stays).map(([id]) => id);
    expect(left.results.map(({ name }) => name).sort()).toEqual(expected.sort());
  });

  it("goes on until nothing is left, however much there is", async () => {
    const { organization, member } = await scenario().withOrganization().withMember().written();
    const owner = { organizationId: organization.id, userId: member.user.id };
    await rows(
      ...manyTokens(owner, { howMany: 1_700, prefix: "old_", kind: "session", expiresAt: NOW - DAY_MS }),
    );
    await removeExpired({ database, settings, now: () => NOW, mayAskMore: () => true });
    expect(await count("token WHERE user_id = ?", member.user.id)).toBe(0);
  });
});
