import { DAY_MS, HOUR_MS } from "../durations.ts";
import type { Standing } from "../tokens/standing.ts";

/** Why a request was refused although its sender proved to hold the token. */
export type UsageRefusal = Exclude<Standing, "good"> | (string & {});

export const ACCEPTED = "accepted";

/** A revoked token has no usage; only the tries of its holders are counted. */
export const REVOKED = "revoked";

/** The route that counts stand for beyond the bound. */
export const OTHER = { method: "*", route: "other" };

/** How many routes are told apart per token and day. */
export const MOST_ROUTES = 50;

/** How often something happened with a token on a day (days since 1970 in UTC), and when last (ms UTC). */
export type Counter = {
  tokenId: string;
  day: number;
  /** Of the day, in UTC. */
  hour: number;
  method: string;
  route: string;
  /** The permission that the door demanded and the token held; '' for none. */
  permission: string;
  outcome: typeof ACCEPTED | UsageRefusal;
  count: number;
  lastAt: number;
};

/** A day's counter as it is read: for all its hours, and how many of them lie in the last 24 hours. */
export type DayCounter = Omit<Counter, "hour"> & { recent: number };

export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

export function hourOf(ms: number): number {
  return Math.floor((ms % DAY_MS) / HOUR_MS);
}

/** Adds two counters with the same key. */
export function sumOf(one: Counter, other: Counter | undefined): Counter {
  if (!other) return one;
  return { ...one, count: one.count + other.count, lastAt: Math.max(one.lastAt, other.lastAt) };
}

/** A counter's key. */
export function keyOf({ tokenId, day, method, route, permission, outcome, hour }: Counter): string {
  return JSON.stringify([tokenId, day, method, route, permission, outcome, hour]);
}
