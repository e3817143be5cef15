import {
  endLinksAndEarlierSecrets,
  findRevived,
  insertFenceOfMended,
  keepCursor,
  type Revived,
  recordMended,
  unmendedRestore,
} from "../../db/restores/restores.ts";
import { SYSTEM } from "../change/authorize.ts";
import { revoke } from "../change/revoke.ts";
import type { Buried } from "../verification/tombstones.ts";
import type { Ground } from "./ground.ts";

/** Until then, KV may not list every tombstone that was written before the restore was noticed. */
const KV_DELAY_MS = 60_000;

/** A piece has a thousand tombstones. */
const MOST_PAGES = 20;

/**
 * Detects that D1 was put back, and ends what came back. It goes through all tombstones, a piece at a time, and ends
 * every token, earlier secret and one-time link that has one. Then it sets a new fence and tells the Master Admins.
 * The next run continues where a stopped one left off.
 */
export async function mendRestore(ground: Ground): Promise<void> {
  const { database, fence, tombstones, now } = ground;
  await fence.look();
  const restore = await unmendedRestore(database);
  if (restore === null || now() < restore.noticedAt + KV_DELAY_MS) return;
  let cursor = restore.cursor;
  for (let page = 0; page < MOST_PAGES; page++) {
    const listed = await tombstones.list(cursor);
    for (const one of await revivedOf(ground, listed.buried)) {
      if (!ground.mayAskMore()) return;
      await endAgain(ground, one);
    }
    cursor = listed.cursor;
    if (!(await keepCursor(database, restore, cursor))) return;
    if (cursor !== null) continue;
    const newFence = fence.newFence();
    await insertFenceOfMended(database, newFence);
    await fence.mended(newFence);
    return recordMended(database, restore.id, now());
  }
}

type Back = Revived & Pick<Buried, "by">;

async function revivedOf({ database, tombstones, now }: Ground, all: readonly Buried[]): Promise<Back[]> {
  const byHash = new Map(all.map((buried) => [buried.hash.toHex(), buried]));
  const told = all.flatMap(({ id, hash }) => (id === null ? [] : [{ id, hash: hash.toHex() }]));
  const hashes = all.filter(({ id }) => id === null).map(({ hash }) => hash.toHex());
  await endLinksAndEarlierSecrets(database, told, now());
  const found = await findRevived(database, { ids: told.map(({ id }) => id), hashes });
  const back: Back[] = [];
  for (const one of found) {
    const buried = byHash.get(one.hash);
    if (!buried) continue;
    const by = buried.id === null ? (await tombstones.ask(buried.hash, now()))?.by : buried.by;
    if (by) back.push({ ...one, by });
  }
  return back;
}

async function endAgain(ground: Ground, { id, organizationId, userId, kind, by }: Back): Promise<void> {
  await revoke(ground, {
    authority: SYSTEM,
    selection: { organizationId, userId, kind, id },
    // The secret that came back had been replaced. The token has no other one, and its owner had asked for its end.
    by: by === "rotation" ? "owner" : by,
    actor: null,
    again: true,
    at: ground.now(),
  });
}
