import { confirmTombstones, type DueTombstone, dueTombstones } from "../../db/revocations.ts";
import type { Runtime } from "../verification/runtime.ts";

type Ground = Pick<Runtime, "database" | "tombstones" | "fence">;

/** A Worker may make 1,000 calls an invocation: of more, Cron tells KV the rest. */
const MOST_PUBLISHED_AT_ONCE = 400;

/** Tells KV what it has not confirmed yet: after a failure, or a Worker that was ended in between. */
export async function publishDueTombstones(ground: Ground): Promise<void> {
  await publish(ground, await dueTombstones(ground.database, MOST_PUBLISHED_AT_ONCE));
}

/** What KV has confirmed stands before a fence: where none can be left, Cron tells KV once more, and leaves it. */
export async function publish(
  { database, tombstones, fence }: Ground,
  all: readonly DueTombstone[],
): Promise<void> {
  if (all.length === 0) return;
  const due = all.slice(0, MOST_PUBLISHED_AT_ONCE);
  const outcomes = await Promise.allSettled(
    due.map(({ tokenId, hash, at, by }) => tombstones.publish(tokenId, hash, { at, by })),
  );
  const confirmed = due.filter((_, at) => outcomes[at]?.status === "fulfilled").map(({ tokenId }) => tokenId);
  if (confirmed.length === 0) return;
  await fence.leave();
  await confirmTombstones(database, confirmed);
}
