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

/** Work after an answer may take 30 seconds. If more tokens end at once, Cron tells KV the rest. */
const MOST_AFTER_AN_ANSWER = 400;

/** An invocation may make 10,000 subrequests and shares them among its jobs. Twelve runs publish 100,000. */
const MOST_A_RUN = 8_500;

/** KV takes about 0.1 s a write. A run may still be writing when the next one starts, with other tombstones. */
const BUDGET_MS = 4 * 60_000;

/** Longer than a run and its last steps. */
const CLAIM_MS = 5 * 60_000;

const CONFIRMED_AT_ONCE = 1_000;

/**
 * Publishes tombstones that KV has not confirmed: after a failure, after a Worker was stopped, or after very many
 * ends.
 */
export function publishDueTombstones(ground: Now): Promise<void> {
  return publishDue(ground, MOST_A_RUN);
}

/** The same, within what may follow an answer. */
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

/** Publishes tombstones right after their tokens ended. */
export async function publish(ground: Ground, ended: readonly DueTombstone[]): Promise<void> {
  await confirm(ground, await tellKv(ground, ended.slice(0, MOST_AFTER_AN_ANSWER)));
}

/** Returns the tombstones that KV has taken. If KV refuses one, the others are still published. */
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

/** Leaves one fence for all of them, because fences are paced. If that fails, Cron publishes them again. */
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
