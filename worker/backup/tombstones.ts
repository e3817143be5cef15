import type { KVNamespace } from "@cloudflare/workers-types";

/**
 * What KV knows of one revoked token: its hash in hex, the tombstone as value and as metadata, and when KV drops it
 * (s UTC).
 */
export interface KeptTombstone {
  hash: string;
  value: string;
  metadata: unknown;
  expiration: number | null;
}

/** KV holds other keys too. */
const HASH = /^[0-9a-f]{64}$/;
/** How many keys one question for values may name. */
const VALUES_AT_ONCE = 100;

export type Key = { name: string; expiration?: number; metadata?: unknown };

/** The tombstones of a namespace of this account, page by page. */
export async function* tombstonesIn(kv: KVNamespace): AsyncGenerator<KeptTombstone[]> {
  for (let cursor: string | undefined; ; ) {
    const page = await kv.list(cursor === undefined ? {} : { cursor });
    yield* withValues(page.keys, (names) => kv.get(names));
    if (page.list_complete) return;
    cursor = page.cursor;
  }
}

/** Tombstones with their values; values that the metadata hold are not asked for. */
export async function* withValues(
  keys: readonly Key[],
  values: (names: string[]) => Promise<ReadonlyMap<string, string | null>>,
): AsyncGenerator<KeptTombstone[]> {
  const hashes = keys.filter(({ name }) => HASH.test(name));
  for (let at = 0; at < hashes.length; at += VALUES_AT_ONCE) {
    const some = hashes.slice(at, at + VALUES_AT_ONCE);
    const untold = some.filter(({ metadata }) => toldIn(metadata) === null).map(({ name }) => name);
    const known = untold.length > 0 ? await values(untold) : new Map<string, string | null>();
    yield some.flatMap(({ name, expiration = null, metadata = null }) => {
      const value = toldIn(metadata) ?? known.get(name);
      return value ? [{ hash: name, value, metadata, expiration }] : [];
    });
  }
}

/** The value of a tombstone, as its metadata have it. */
function toldIn(metadata: unknown): string | null {
  const { at, by } = (metadata ?? {}) as { at?: unknown; by?: unknown };
  return typeof at === "number" && typeof by === "string" ? JSON.stringify({ at, by }) : null;
}
