import { DAY_MS, HOUR_MS } from "../durations.ts";
import type { Standing } from "../tokens/standing.ts";

/** Why a request was refused whose sender proved to hold the token. */
export type UsageRefusal = Exclude<Standing, "good"> | (string & {});

export const ACCEPTED = "accepted";

/** A revoked token has no usage any more: it is only counted that somebody still tries it. */
export const REVOKED = "revoked";

/** What the routes beyond the bound are counted as. */
export const OTHER = { method: "*", route: "other" };

/** So many routes are told apart for a token and day. */
export const MOST_ROUTES = 50;

/** How often something happened with a token on a day (days since 1970 in UTC), and when last (ms UTC). */
export type Counter = {
  tokenId: string;
  day: number;
  /** Of the day, in UTC. */
  hour: number;
  method: string;
  route: string;
  /** What the door demanded, and the token held; '' for nothing. */
  permission: string;
  outcome: typeof ACCEPTED | UsageRefusal;
  count: number;
  lastAt: number;
};

/** A day's counters as they are read: of all its hours, and how many of them are of the last 24 hours. */
export type DayCounter = Omit<Counter, "hour"> & { recent: number };

export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

export function hourOf(ms: number): number {
  return Math.floor((ms % DAY_MS) / HOUR_MS);
}

/** Two counters of the same, as one. */
export function sumOf(one: Counter, other: Counter | undefined): Counter {
  if (!other) return one;
  return { ...one, count: one.count + other.count, lastAt: Math.max(one.lastAt, other.lastAt) };
}

/** What tells a counter from others. */
export function keyOf({ tokenId, day, method, route, permission, outcome, hour }: Counter): string {
  return JSON.stringify([tokenId, day, method, route, permission, outcome, hour]);
}
