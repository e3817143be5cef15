import type { D1Database, KVNamespace, R2Bucket } from "@cloudflare/workers-types";
import { dump } from "../backup/dump.ts";
import { keepNewest, writeLines } from "../backup/into-bucket.ts";
import { tombstonesIn } from "../backup/tombstones.ts";

const KEPT = 30;
const PREFIX = "latchkey-";

type Ground = {
  bucket: R2Bucket;
  d1: D1Database;
  kv: KVNamespace;
  version: string;
  tokenPrefix: string;
  /** ms UTC */
  now: () => number;
};

/** Writes a backup, as `npm run backup` makes it, into the bucket, and keeps the newest thirty. */
export async function backUp({ bucket, d1, kv, version, tokenPrefix, now }: Ground): Promise<void> {
  const at = new Date(now()).toISOString().slice(0, 19).replaceAll(":", "-");
  const source = {
    database: { query: async <Row>(sql: string) => (await d1.prepare(sql).all<Row>()).results },
    tombstones: { all: () => tombstonesIn(kv) },
    tokenPrefix,
  };
  await writeLines(bucket, `${PREFIX}${at}.sql`, dump(source, version));
  await keepNewest(bucket, PREFIX, KEPT);
}
