import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type KeptTombstone, withValues } from "../../backup/tombstones.ts";
import { fileOf, inOneTransaction, openFile } from "./file.ts";
import type { CommandTombstones } from "./tombstones.ts";

const KEYS_AT_ONCE = 1_000;
const BLOB_BYTES = 40;
const MS = 1_000;

/** As miniflare makes it. The time is in ms UTC; each value is a file of its own, with the name `blob_id`. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS _mf_entries (key TEXT PRIMARY KEY, blob_id TEXT NOT NULL, expiration INTEGER, metadata TEXT);
  CREATE INDEX IF NOT EXISTS _mf_entries_expiration_idx ON _mf_entries (expiration)`;

interface Entry {
  key: string;
  blob_id: string;
  expiration: number | null;
  metadata: string | null;
}

/** The revoked tokens of a local KV in its files. workerd may not have them open meanwhile. */
export function tombstonesInFiles(persisted: string, id: string): CommandTombstones & { close(): void } {
  const sqlite = openFile(fileOf(persisted, "kv", id));
  sqlite.exec(SCHEMA);
  const folder = join(persisted, "kv", id, "blobs");
  mkdirSync(folder, { recursive: true });
  const page = sqlite.prepare(
    "SELECT * FROM _mf_entries WHERE key > ? AND (expiration IS NULL OR expiration > ?) ORDER BY key LIMIT ?",
  );
  const blobOf = sqlite.prepare("SELECT blob_id FROM _mf_entries WHERE key = ?");
  const insert = sqlite.prepare("INSERT OR REPLACE INTO _mf_entries VALUES (?, ?, ?, ?)");

  const valueIn = (blob: string) => {
    const path = join(folder, blob);
    return existsSync(path) ? readFileSync(path, "utf8") : null;
  };
  const put = ({ hash, value, metadata, expiration }: KeptTombstone) => {
    const { blob_id = randomBytes(BLOB_BYTES).toString("hex") } = (blobOf.get(hash) ?? {}) as Partial<Entry>;
    writeFileSync(join(folder, blob_id), value);
    insert.run(
      hash,
      blob_id,
      expiration === null ? null : expiration * MS,
      metadata === null ? null : JSON.stringify(metadata),
    );
  };
  return {
    async *all() {
      for (let after = ""; ; ) {
        const entries = page.all(after, Date.now(), KEYS_AT_ONCE) as unknown as Entry[];
        const blobs = new Map(entries.map(({ key, blob_id }) => [key, blob_id]));
        const keys = entries.map(({ key, expiration, metadata }) => ({
          name: key,
          ...(expiration !== null && { expiration: Math.floor(expiration / MS) }),
          ...(metadata !== null && { metadata: JSON.parse(metadata) }),
        }));
        yield* withValues(
          keys,
          async (names) => new Map(names.map((name) => [name, valueIn(blobs.get(name) as string)])),
        );
        if (entries.length < KEYS_AT_ONCE) return;
        after = entries.at(-1)?.key as string;
      }
    },
    put: async (tombstones) => inOneTransaction(sqlite, () => tombstones.forEach(put)),
    close: () => sqlite.close(),
  };
}
