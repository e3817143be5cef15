import type { KVNamespace } from "@cloudflare/workers-types";
import type { CloudflareApi } from "../cloudflare/api.ts";

/** What KV knows of one revoked token: its hash in hex, what is said of it, also in lists, and when KV forgets it (s UTC). */
export interface KeptTombstone {
  hash: string;
  value: string;
  metadata: unknown;
  expiration: number | null;
}

/** The revoked tokens that KV knows, as commands reach them. */
export interface CommandTombstones {
  /** Page by page. */
  all(): AsyncGenerator<KeptTombstone[]>;
  put(tombstones: readonly KeptTombstone[]): Promise<void>;
}

/** Other keys are none: KV holds more than tombstones. */
const HASH = /^[0-9a-f]{64}$/;
/** What one question for values may name. */
const VALUES_AT_ONCE = 100;

type Key = { name: string; expiration?: number; metadata?: unknown };

export function remoteTombstones(api: CloudflareApi, account: string, id: string): CommandTombstones {
  const at = `/accounts/${account}/storage/kv/namespaces/${id}`;
  return {
    async *all() {
      for await (const keys of api.pages<Key>(`${at}/keys?limit=1000`)) {
        yield* withValues(keys, async (names) => {
          const { values } = await api.read<{ values: Record<string, string | null> }>(`${at}/bulk/get`, {
            keys: names,
            type: "text",
          });
          return new Map(Object.entries(values));
        });
      }
    },
    async put(tombstones) {
      await api.change(
        "PUT",
        `${at}/bulk`,
        tombstones.map((one) => ({ key: one.hash, value: one.value, ...optionsOf(one) })),
      );
    },
  };
}

export function localTombstones(kv: KVNamespace): CommandTombstones {
  return {
    async *all() {
      for (let cursor: string | undefined; ; ) {
        const page = await kv.list(cursor === undefined ? {} : { cursor });
        yield* withValues(page.keys, (names) => kv.get(names));
        if (page.list_complete) return;
        cursor = page.cursor;
      }
    },
    async put(tombstones) {
      await Promise.all(tombstones.map((one) => kv.put(one.hash, one.value, optionsOf(one))));
    },
  };
}

function optionsOf({ metadata, expiration }: KeptTombstone) {
  return { ...(metadata !== null && { metadata }), ...(expiration !== null && { expiration }) };
}

async function* withValues(
  keys: readonly Key[],
  values: (names: string[]) => Promise<ReadonlyMap<string, string | null>>,
): AsyncGenerator<KeptTombstone[]> {
  const hashes = keys.filter(({ name }) => HASH.test(name));
  for (let at = 0; at < hashes.length; at += VALUES_AT_ONCE) {
    const some = hashes.slice(at, at + VALUES_AT_ONCE);
    const known = await values(some.map(({ name }) => name));
    yield some.flatMap(({ name, expiration = null, metadata = null }) => {
      const value = known.get(name);
      return value ? [{ hash: name, value, metadata, expiration }] : [];
    });
  }
}
