import type { D1Database } from "@cloudflare/workers-types";
import { eq } from "drizzle-orm";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../worker/domain/durations.ts";
import { type Counter, dayOf, hourOf } from "../../worker/domain/usage/counter.ts";
import { recordActivity } from "../commit.ts";
import { batch, build, connect, type Database, prepare } from "../connect.ts";
import { membership } from "../tables/membership.ts";
import { refusedSince } from "../tables/refused-since.ts";
import { token } from "../tables/token.ts";
import { foldCounts } from "../usage/fold.ts";
import { gather } from "../uses/gather.ts";
import { CALLS, type DemoCalls, ENDED } from "./demo-calls.ts";
import { writeDays } from "./sql.ts";

const WEEKEND = 0.3;

type Token = { id: string; name: string; createdAt: number; lastUsedAt: number | null };

/**
 * Writes what the demo's tokens did in 90 days, up to their last use; and one token that was revoked and is still
 * called.
 */
export async function seedDemoUsage(d1: D1Database, now: number): Promise<void> {
  const database = connect(d1);
  const { id, name, createdAt, lastUsedAt } = token;
  const tokens = await database
    .select({ id, name, createdAt, lastUsedAt })
    .from(token)
    .where(eq(token.kind, "api"));
  const counters = tokens.flatMap((token) =>
    CALLS.filter(({ by }) => by === token.name).flatMap((calls) => countersOf(token, calls, now)),
  );
  await gather(database, { counters });
  await foldCounts(database, null);
  await seedWhatEndedDid(database, now);
  const { organizationId: of, userId, name: memberName } = membership;
  const [owner] = await database
    .select({ organizationId: of, id: userId, name: memberName })
    .from(membership)
    .where(eq(memberName, ENDED.owner));
  if (!owner) return;
  const { organizationId, ...actor } = owner;
  const told = { organizationId, actor, subject: actor, token: { id: ENDED.id, name: ENDED.name } };
  await batch(database, [
    recordActivity({
      action: "token.created",
      detail: { expiresAt: null, scopes: null },
      ...told,
      at: now - 390 * DAY_MS,
    }),
    recordActivity({
      action: "token.revoked",
      detail: { kind: "api", by: "owner" },
      ...told,
      at: now - ENDED.revokedAgoMs,
    }),
    build.insert(refusedSince).values({
      tokenId: ENDED.id,
      count: 287,
      lastAt: now - 19 * MINUTE_MS,
      method: "GET",
      route: "/reports/{id}",
    }),
  ]);
}

/** Writes the usage of a deleted token directly, because nothing counts for it. */
async function seedWhatEndedDid(database: Database, now: number): Promise<void> {
  const revoked = { ...ENDED, createdAt: now - 390 * DAY_MS, lastUsedAt: now - ENDED.revokedAgoMs };
  const did = ENDED.did.flatMap((calls) => countersOf(revoked, { by: ENDED.name, ...calls }, now));
  await prepare(database, writeDays(ENDED.id, did)).run();
}

function countersOf(token: Token, calls: DemoCalls, now: number): Counter[] {
  const until = calls.untilAgoMs === undefined ? (token.lastUsedAt ?? now) : now - calls.untilAgoMs;
  const from = Math.max(token.createdAt, now - 90 * DAY_MS, calls.sinceAgoMs ? now - calls.sinceAgoMs : 0);
  const counters: Counter[] = [];
  for (let day = dayOf(from); day <= dayOf(until); day++) {
    const hours = day >= dayOf(now) - 1 ? calls.hours : calls.hours.slice(0, 1);
    const share = hours.length / calls.hours.length;
    for (const hour of hours) {
      const at = Math.min(day * DAY_MS + (hour + 1) * HOUR_MS - 1, until);
      const count = Math.round(aDay(calls, day) * (share < 1 ? 1 : 1 / calls.hours.length));
      if (at < day * DAY_MS + hour * HOUR_MS || at < from || count === 0) continue;
      const { method, route, permission = "", outcome = "accepted" } = calls;
      counters.push({
        tokenId: token.id,
        day,
        hour: hourOf(at),
        method,
        route,
        permission,
        outcome,
        count,
        lastAt: at,
      });
    }
  }
  return counters;
}

/** How often on that day: it varies, is lower on weekends, and is always the same for the same day. */
function aDay({ aDay, route, steady }: DemoCalls, day: number): number {
  if (steady) return aDay;
  const noise = Math.sin(day * 12.9898 + route.length * 78.233) * 43_758.5453;
  const isWeekend = [2, 3].includes(day % 7);
  return aDay * (0.7 + 0.6 * (noise - Math.floor(noise))) * (isWeekend ? WEEKEND : 1);
}
