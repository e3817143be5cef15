import { DAY_MS } from "../durations.ts";

/** The last thing that is told of a token's expiry: that it has come. */
export const EXPIRED = -1;

/** Of lives of at least so many days, so many days ahead. The most urgent last. */
const THRESHOLDS = [
  { days: 30, leastLife: 90 },
  { days: 14, leastLife: 30 },
  { days: 7, leastLife: 7 },
  { days: 1, leastLife: 7 },
  { days: EXPIRED, leastLife: 1 },
];

type Expiring = {
  createdAt: number;
  rotatedAt: number | null;
  expiresAt: number;
  /** The last threshold that was told. */
  expiryNotice: number | null;
};

/**
 * The threshold that has to be told now, or null. Dates in UTC decide, not hours: so it is the same whenever on that
 * day somebody asks. Of several that were missed the most urgent is told, and the others with it. Times in ms UTC.
 * `db/mail/expiry-notices.ts` finds those tokens by an index.
 */
export function expiryNoticeDue(
  { createdAt, rotatedAt, expiresAt, expiryNotice }: Expiring,
  now: number,
): number | null {
  const end = dayOf(expiresAt);
  const life = end - dayOf(rotatedAt ?? createdAt);
  const due = THRESHOLDS.filter(
    ({ days, leastLife }) =>
      life >= leastLife && end - days <= dayOf(now) && (expiryNotice === null || days < expiryNotice),
  );
  return due.at(-1)?.days ?? null;
}

/** Days since 1970, in UTC. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
