import type { D1Database } from "@cloudflare/workers-types";
import { sql } from "drizzle-orm";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../worker/domain/durations.ts";
import { ACCEPTED, type Counter, dayOf, hourOf } from "../../worker/domain/usage/counter.ts";
import { recordActivity } from "../commit.ts";
import { batch, connect, type Database, prepare } from "../connect.ts";
import { gatherCounts } from "../usage/counts.ts";
import { foldCounts } from "../usage/fold.ts";
import { CALLS, type DemoCalls, ENDED } from "./demo-calls.ts";

const WEEKEND = 0.3;

type Token = { id: string; name: string; createdAt: number; lastUsedAt: number | null };

/** What the demo's tokens did in 90 days, up to their last use; and one that was revoked and is still called. */
export async function seedDemoUsage(d1: D1Database, now: number): Promise<void> {
  const database = connect(d1);
  const { results } = await prepare(
    database,
    sql`SELECT id, name, created_at AS createdAt, last_used_at AS lastUsedAt FROM token WHERE kind = 'api'`,
  ).all<Token>();
  const counters = results.flatMap((token) =>
    CALLS.filter(({ by }) => by === token.name).flatMap((calls) => countersOf(token, calls, now)),
  );
  await gatherCounts(database, counters);
  await foldCounts(database, null);
  await seedWhatEndedDid(database, now);
  const owner = await prepare(
    database,
    sql`SELECT organization_id AS organizationId, user_id AS id, name FROM membership WHERE name = ${ENDED.owner}`,
  ).first<{ organizationId: string; id: string; name: string }>();
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
    sql`INSERT INTO refused_since (token_id, count, last_at, method, route)
      VALUES (${ENDED.id}, 287, ${now - 19 * MINUTE_MS}, 'GET', '/reports/{id}')`,
  ]);
}

/** Of a token that is no more nothing is counted: what it did before is written as it was. */
async function seedWhatEndedDid(database: Database, now: number): Promise<void> {
  const revoked = { ...ENDED, createdAt: now - 390 * DAY_MS, lastUsedAt: now - ENDED.revokedAgoMs };
  const did = ENDED.did.flatMap((calls) => countersOf(revoked, { by: ENDED.name, ...calls }, now));
  const rows = did.map(({ day, method, route, permission, count, lastAt }) => [
    day,
    method,
    route,
    permission,
    count,
    lastAt,
  ]);
  await prepare(
    database,
    sql`INSERT INTO token_usage_day (day, token_id, method, route, permission, outcome, count, last_at, hours)
      SELECT value ->> 0, ${ENDED.id}, value ->> 1, value ->> 2, value ->> 3, ${ACCEPTED}, sum(value ->> 4), max(value ->> 5), '{}'
      FROM json_each(${JSON.stringify(rows)}) GROUP BY value ->> 0, value ->> 1, value ->> 2, value ->> 3`,
  ).run();
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

/** How often on that day: more or less, and less on weekends. The same whenever it is asked. */
function aDay({ aDay, route, steady }: DemoCalls, day: number): number {
  if (steady) return aDay;
  const noise = Math.sin(day * 12.9898 + route.length * 78.233) * 43_758.5453;
  const isWeekend = [2, 3].includes(day % 7);
  return aDay * (0.7 + 0.6 * (noise - Math.floor(noise))) * (isWeekend ? WEEKEND : 1);
}
