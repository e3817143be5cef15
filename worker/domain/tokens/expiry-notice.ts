import { DAY_MS } from "../durations.ts";

/** The last notice of a token's expiry: that it has expired. */
export const EXPIRED = -1;

/** For lives of at least so many days, a notice so many days ahead. The most urgent last. */
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
  /** The threshold that was told last. */
  expiryNotice: number | null;
};

/**
 * The threshold to tell now, or null. Dates in UTC decide, not hours, so the answer is the same all day. If several
 * were missed, the most urgent is told and the others count as told. Times in ms UTC. `db/mail/expiry-notices.ts`
 * finds those tokens by an index.
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
