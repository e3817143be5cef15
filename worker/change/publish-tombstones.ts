import { confirmTombstones, type DueTombstone, dueTombstones } from "../../db/revocations.ts";
import type { Runtime } from "../verification/runtime.ts";

type Ground = Pick<Runtime, "database" | "tombstones" | "fence">;

/** KV is told of so many side by side; of more that end at once, Cron tells it the rest. */
const MOST_PUBLISHED_AT_ONCE = 400;

/** How long one run goes on: 100,000 tombstones are told within 15 runs of Cron. */
const BUDGET_MS = 45_000;

/** Tells KV what it has not confirmed yet: after a failure, or a Worker that was ended in between. */
export async function publishDueTombstones(ground: Ground & Pick<Runtime, "now">): Promise<void> {
  const until = ground.now() + BUDGET_MS;
  while (ground.now() < until) {
    const due = await dueTombstones(ground.database, MOST_PUBLISHED_AT_ONCE);
    // Where KV refuses one, the others are told by this run; that one by the next.
    if ((await publish(ground, due)) < MOST_PUBLISHED_AT_ONCE) return;
  }
}

/**
 * What KV has confirmed stands before a fence: where none can be left, Cron tells KV once more, and leaves it. Returns
 * how many KV has confirmed.
 */
export async function publish(
  { database, tombstones, fence }: Ground,
  all: readonly DueTombstone[],
): Promise<number> {
  if (all.length === 0) return 0;
  const due = all.slice(0, MOST_PUBLISHED_AT_ONCE);
  const outcomes = await Promise.allSettled(
    due.map(({ tokenId, hash, at, by }) => tombstones.publish(tokenId, hash, { at, by })),
  );
  const confirmed = due.filter((_, at) => outcomes[at]?.status === "fulfilled").map(({ hash }) => hash);
  if (confirmed.length === 0) return 0;
  await fence.leave();
  await confirmTombstones(database, confirmed);
  return confirmed.length;
}
