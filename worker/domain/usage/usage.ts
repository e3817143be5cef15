import { DAY_MS } from "../durations.ts";
import { ACCEPTED, type DayCounter, MOST_ROUTES, OTHER } from "./counter.ts";

type Route = { method: string; route: string; accepted: number; refused: number; lastAt: number };

/** What a token did in some days. Times are ms UTC, days are `2026-11-28` in UTC. */
export type Usage = {
  days: { date: string; accepted: number; refused: number }[];
  routes: Route[];
  refusals: { reason: string; count: number; lastAt: number }[];
  permissions: { key: string; held: boolean; lastUsedAt: number | null }[];
  unusedPermissions: string[];
  lastDay: LastDay;
};

/** The last 24 hours, to the hour. */
export type LastDay = {
  accepted: number;
  refused: number;
  /** The latest accepted and the latest refused request of all counted days. */
  last: LatestRequest | null;
  lastRefused: (LatestRequest & { reason: string }) | null;
  /** The most used first, a few. */
  routes: { method: string; route: string; count: number }[];
};

type LatestRequest = { method: string; route: string; at: number };

/** How many routes of the last day are listed. */
const ROUTES_OF_LAST_DAY = 5;

/**
 * The usage of one token in the `span` days up to `today`: each day, up to 50 routes with the most used first and the
 * rest as one, and every permission that it holds or used.
 */
export function usageOf(
  counters: readonly DayCounter[],
  { today, span, held }: { today: number; span: number; held: readonly string[] },
): Usage {
  const used = lastUses(counters);
  const keys = [...held, ...[...used.keys()].filter((key) => !held.includes(key)).sort()];
  return {
    days: Array.from({ length: span }, (_, nth) => dayOfUsage(counters, today - span + 1 + nth)),
    routes: routesOf(counters),
    refusals: refusalsOf(counters),
    permissions: keys.map((key) => ({ key, held: held.includes(key), lastUsedAt: used.get(key) ?? null })),
    unusedPermissions: held.filter((key) => !used.has(key)),
    lastDay: lastDayOf(counters),
  };
}

function dayOfUsage(counters: readonly DayCounter[], day: number): Usage["days"][number] {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return { date, ...totals(counters.filter((counter) => counter.day === day)) };
}

function lastDayOf(counters: readonly DayCounter[]): LastDay {
  const recent = counters
    .filter((counter) => counter.recent > 0)
    .map((one) => ({ ...one, count: one.recent }));
  const refused = latestOf(counters.filter(({ outcome }) => outcome !== ACCEPTED));
  const last = latestOf(counters.filter(({ outcome }) => outcome === ACCEPTED));
  return {
    ...totals(recent),
    last: last && request(last),
    lastRefused: refused && { ...request(refused), reason: refused.outcome },
    routes: routesOf(recent)
      .filter(({ accepted }) => accepted > 0)
      .slice(0, ROUTES_OF_LAST_DAY)
      .map(({ method, route, accepted }) => ({ method, route, count: accepted })),
  };
}

function latestOf(counters: readonly DayCounter[]): DayCounter | null {
  return counters.reduce<DayCounter | null>(
    (last, counter) => (last === null || counter.lastAt > last.lastAt ? counter : last),
    null,
  );
}

function request({ method, route, lastAt }: DayCounter): LatestRequest {
  return { method, route, at: lastAt };
}

function totals(counters: readonly DayCounter[]): { accepted: number; refused: number } {
  const sum = (some: readonly DayCounter[]) => some.reduce((total, { count }) => total + count, 0);
  const accepted = sum(counters.filter(({ outcome }) => outcome === ACCEPTED));
  return { accepted, refused: sum(counters) - accepted };
}

function routesOf(counters: readonly DayCounter[]): Route[] {
  const routes = [
    ...Map.groupBy(counters, ({ method, route }) => JSON.stringify([method, route])).values(),
  ].map((some) => routeWith(some[0] as DayCounter, some));
  const isOther = ({ route }: { route: string }) => route === OTHER.route;
  const ranked = routes.filter((route) => !isOther(route)).sort(mostUsedFirst);
  const further = [...ranked.slice(MOST_ROUTES), ...routes.filter(isOther)];
  if (further.length === 0) return ranked;
  const rest = further.map((route) => ({ ...route, ...OTHER })).reduce(together);
  return [...ranked.slice(0, MOST_ROUTES), rest];
}

function routeWith(
  { method, route }: { method: string; route: string },
  counters: readonly DayCounter[],
): Route {
  return { method, route, ...totals(counters), lastAt: latest(counters) };
}

function together(one: Route, other: Route): Route {
  return {
    ...one,
    accepted: one.accepted + other.accepted,
    refused: one.refused + other.refused,
    lastAt: Math.max(one.lastAt, other.lastAt),
  };
}

function mostUsedFirst(one: Route, other: Route): number {
  return other.accepted + other.refused - one.accepted - one.refused || other.lastAt - one.lastAt;
}

function refusalsOf(counters: readonly DayCounter[]): Usage["refusals"] {
  const refused = counters.filter(({ outcome }) => outcome !== ACCEPTED);
  return [...Map.groupBy(refused, ({ outcome }) => outcome)]
    .map(([reason, some]) => ({ reason, count: totals(some).refused, lastAt: latest(some) }))
    .sort((one, other) => other.count - one.count || other.lastAt - one.lastAt);
}

/** When each permission was last needed for an accepted request. */
function lastUses(counters: readonly DayCounter[]): Map<string, number> {
  const needed = counters.filter(({ permission, outcome }) => permission !== "" && outcome === ACCEPTED);
  return new Map(
    [...Map.groupBy(needed, ({ permission }) => permission)].map(([key, some]) => [key, latest(some)]),
  );
}

function latest(counters: readonly DayCounter[]): number {
  return counters.reduce((last, { lastAt }) => Math.max(last, lastAt), 0);
}
