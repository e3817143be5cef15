import { inPieces } from "../../db/pieces.ts";
import {
  claimDueTombstones,
  confirmTombstones,
  type DueTombstone,
  releaseTombstones,
} from "../../db/tokens/due-tombstones.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import { sideBySide } from "./side-by-side.ts";

type Ground = Pick<Verification, "database" | "tombstones" | "fence">;
type Now = Ground & Pick<Verification, "now">;

/** An invocation may have six connections open (https://developers.cloudflare.com/workers/platform/limits/). */
const SIDE_BY_SIDE = 6;

/** Of more that end at once, Cron tells KV the rest: the work after an answer may take 30 seconds. */
const MOST_AFTER_AN_ANSWER = 400;

/** An invocation may ask other services 10,000 times, and other jobs run in it: 100,000 in twelve runs. */
const MOST_A_RUN = 8_500;

/** KV takes a tenth of a second for each: a run is still about it when the next one begins with further ones. */
const BUDGET_MS = 4 * 60_000;

/** Longer than a run, with what it does at its end. */
const CLAIM_MS = 5 * 60_000;

const CONFIRMED_AT_ONCE = 1_000;

/** Tells KV what it has not confirmed yet: after a failure, a Worker that was ended in between, or the end of very many. */
export function publishDueTombstones(ground: Now): Promise<void> {
  return publishDue(ground, MOST_A_RUN);
}

/** As Cron does, within what may follow an answer. */
export function publishDueAfterAnswer(ground: Now): Promise<void> {
  return publishDue(ground, MOST_AFTER_AN_ANSWER);
}

async function publishDue(ground: Now, limit: number): Promise<void> {
  const { database } = ground;
  const now = ground.now();
  const claimedUntil = now + CLAIM_MS;
  const due = await claimDueTombstones(database, { now, until: claimedUntil, limit });
  if (due.length === 0) return;
  try {
    const taken = await tellKv(ground, due, () => ground.now() < now + BUDGET_MS);
    await confirm(ground, taken);
    if (taken.length === due.length) return;
  } catch (error) {
    await releaseTombstones(database, claimedUntil);
    throw error;
  }
  await releaseTombstones(database, claimedUntil);
}

/** Tells KV what has just ended. */
export async function publish(ground: Ground, ended: readonly DueTombstone[]): Promise<void> {
  await confirm(ground, await tellKv(ground, ended.slice(0, MOST_AFTER_AN_ANSWER)));
}

/** Returns those that KV has taken. Where it refuses one, the others are told nevertheless. */
async function tellKv(
  { tombstones }: Ground,
  due: readonly DueTombstone[],
  goesOn = () => true,
): Promise<DueTombstone[]> {
  const taken: DueTombstone[] = [];
  await sideBySide(due, SIDE_BY_SIDE, async (one) => {
    if (!goesOn()) return;
    const { tokenId, hash, at, by } = one;
    await tombstones.publish(tokenId, hash, { at, by }).then(
      () => taken.push(one),
      () => {},
    );
  });
  return taken;
}

/**
 * What KV has taken stands before one fence, however many they are, for fences are paced. Where none can be left, Cron
 * tells KV once more.
 */
async function confirm({ database, fence }: Ground, taken: readonly DueTombstone[]): Promise<void> {
  if (taken.length === 0) return;
  await fence.leave();
  for (const piece of inPieces(taken, CONFIRMED_AT_ONCE)) {
    await confirmTombstones(
      database,
      piece.map(({ hash }) => hash),
    );
  }
}
