import { ACCEPTED, type Counter, DAY_MS, MOST_ROUTES, OTHER } from "./counter.ts";

type Route = { method: string; route: string; accepted: number; refused: number; lastAt: number };

/** What a token did in some days: times are ms UTC, days as `2026-11-28` in UTC. */
export type Usage = {
  days: { date: string; accepted: number; refused: number }[];
  routes: Route[];
  refusals: { reason: string; count: number; lastAt: number }[];
  permissions: { key: string; held: boolean; lastUsedAt: number | null }[];
  unusedPermissions: string[];
};

/**
 * What counters of one token say of the `span` days up to `today`: each day, the routes most used first and at most
 * 50, the rest as one, and every permission that it holds or used.
 */
export function usageOf(
  counters: readonly Counter[],
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
  };
}

function dayOfUsage(counters: readonly Counter[], day: number): Usage["days"][number] {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return { date, ...totals(counters.filter((counter) => counter.day === day)) };
}

function totals(counters: readonly Counter[]): { accepted: number; refused: number } {
  const sum = (some: readonly Counter[]) => some.reduce((total, { count }) => total + count, 0);
  const accepted = sum(counters.filter(({ outcome }) => outcome === ACCEPTED));
  return { accepted, refused: sum(counters) - accepted };
}

function routesOf(counters: readonly Counter[]): Route[] {
  const routes = [
    ...Map.groupBy(counters, ({ method, route }) => JSON.stringify([method, route])).values(),
  ].map((some) => routeWith(some[0] as Counter, some));
  const isOther = ({ route }: { route: string }) => route === OTHER.route;
  const ranked = routes.filter((route) => !isOther(route)).sort(mostUsedFirst);
  const further = [...ranked.slice(MOST_ROUTES), ...routes.filter(isOther)];
  if (further.length === 0) return ranked;
  const rest = further.map((route) => ({ ...route, ...OTHER })).reduce(together);
  return [...ranked.slice(0, MOST_ROUTES), rest];
}

function routeWith(
  { method, route }: { method: string; route: string },
  counters: readonly Counter[],
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

function refusalsOf(counters: readonly Counter[]): Usage["refusals"] {
  const refused = counters.filter(({ outcome }) => outcome !== ACCEPTED);
  return [...Map.groupBy(refused, ({ outcome }) => outcome)]
    .map(([reason, some]) => ({ reason, count: totals(some).refused, lastAt: latest(some) }))
    .sort((one, other) => other.count - one.count || other.lastAt - one.lastAt);
}

/** When each permission was last needed for what was accepted. */
function lastUses(counters: readonly Counter[]): Map<string, number> {
  const needed = counters.filter(({ permission, outcome }) => permission !== "" && outcome === ACCEPTED);
  return new Map(
    [...Map.groupBy(needed, ({ permission }) => permission)].map(([key, some]) => [key, latest(some)]),
  );
}

function latest(counters: readonly Counter[]): number {
  return counters.reduce((last, { lastAt }) => Math.max(last, lastAt), 0);
}
