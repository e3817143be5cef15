import { type KeptTombstone, type Key, withValues } from "../../backup/tombstones.ts";
import type { CloudflareApi } from "../cloudflare/api.ts";

/** The revoked tokens that KV knows, for commands. */
export interface CommandTombstones {
  /** Page by page. */
  all(): AsyncGenerator<KeptTombstone[]>;
  put(tombstones: readonly KeptTombstone[]): Promise<void>;
}

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

function optionsOf({ metadata, expiration }: KeptTombstone) {
  return { ...(metadata !== null && { metadata }), ...(expiration !== null && { expiration }) };
}
