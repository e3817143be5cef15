import {
  confirmTombstones,
  type DueTombstone,
  deleteTokens,
  dueTombstones,
  type Ended,
  type Ending,
} from "../../db/revocations.ts";
import type { Runtime } from "../verification/runtime.ts";

type Ground = Pick<Runtime, "database" | "tombstones" | "defer">;

const MOST_DUE_AT_ONCE = 100;

/**
 * The one road by which a token ends, whoever ends it: one D1 batch deletes it, records it and queues
 * the mail; then this isolate knows, and KV is told. When this has answered, no request that starts
 * later is accepted, at any door.
 */
export async function revoke(runtime: Ground, ending: Ending): Promise<Ended[]> {
  const ended = await deleteTokens(runtime.database, ending);
  const tombstone = { at: ending.at, by: ending.by };
  for (const { hash } of ended) runtime.tombstones.bury(hash, tombstone);
  if (ended.length > 0) {
    runtime.defer(
      publish(
        runtime,
        ended.map(({ id, hash }) => ({ tokenId: id, hash, ...tombstone })),
      ),
    );
  }
  return ended;
}

/** Tells KV what it has not confirmed yet: after a failure, or a Worker that was ended in between. */
export async function publishDueTombstones(runtime: Ground): Promise<void> {
  await publish(runtime, await dueTombstones(runtime.database, MOST_DUE_AT_ONCE));
}

async function publish({ database, tombstones }: Ground, due: readonly DueTombstone[]): Promise<void> {
  const outcomes = await Promise.allSettled(
    due.map(({ hash, at, by }) => tombstones.publish(hash, { at, by })),
  );
  const confirmed = due.filter((_, at) => outcomes[at]?.status === "fulfilled").map(({ tokenId }) => tokenId);
  if (confirmed.length > 0) await confirmTombstones(database, confirmed);
}
