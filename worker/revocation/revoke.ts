import {
  confirmTombstones,
  type DueTombstone,
  deleteTokens,
  dueTombstones,
  type Ended,
  type Ending,
} from "../../db/revocations.ts";
import type { Runtime } from "../verification/runtime.ts";

type Ground = Pick<Runtime, "database" | "tombstones" | "leases" | "narrowed" | "defer" | "mailDue">;

/** A Worker may make 1,000 calls an invocation: of more, Cron tells KV the rest. */
const MOST_PUBLISHED_AT_ONCE = 400;

/**
 * The one road by which a token ends, whoever ends it: one D1 batch deletes it, records it and queues
 * the mail; then this isolate knows, and KV is told. When this has answered, no request that starts
 * later is accepted, at any door.
 */
export async function revoke(runtime: Ground, ending: Ending): Promise<Ended[]> {
  return (await revokeWith(runtime, ending)).ended;
}

/** As `revoke`, for tokens that end with something else: says whether the last of `after` changed a row. */
export async function revokeWith(
  runtime: Ground,
  ending: Ending,
): Promise<{ ended: Ended[]; applied: boolean }> {
  const { ended, after } = await deleteTokens(runtime.database, ending);
  const tombstone = { at: ending.at, by: ending.by };
  for (const { hash } of ended) {
    runtime.tombstones.bury(hash, tombstone);
    runtime.leases.end(hash.toHex());
  }
  if (ended.length > 0) runtime.narrowed();
  if (ending.notify && ended.length > 0) runtime.mailDue();
  if (ended.length > 0) {
    runtime.defer(
      publish(
        runtime,
        ended.map(({ id, hash }) => ({ tokenId: id, hash, ...tombstone })),
      ),
    );
  }
  return { ended, applied: (after.at(-1)?.meta.changes ?? 0) > 0 };
}

/** Tells KV what it has not confirmed yet: after a failure, or a Worker that was ended in between. */
export async function publishDueTombstones(runtime: Pick<Ground, "database" | "tombstones">): Promise<void> {
  await publish(runtime, await dueTombstones(runtime.database, MOST_PUBLISHED_AT_ONCE));
}

async function publish(
  { database, tombstones }: Pick<Ground, "database" | "tombstones">,
  all: readonly DueTombstone[],
): Promise<void> {
  const due = all.slice(0, MOST_PUBLISHED_AT_ONCE);
  const outcomes = await Promise.allSettled(
    due.map(({ hash, at, by }) => tombstones.publish(hash, { at, by })),
  );
  const confirmed = due.filter((_, at) => outcomes[at]?.status === "fulfilled").map(({ tokenId }) => tokenId);
  if (confirmed.length > 0) await confirmTombstones(database, confirmed);
}
