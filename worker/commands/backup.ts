import { createWriteStream, existsSync } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { dump } from "./backup/dump.ts";
import { giveUp, withDatabase } from "./d1.ts";

/** `npm run backup -- latchkey.sql [--remote]`: everything that cannot be made again, as SQL. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false } },
});
if (positionals.length !== 1) giveUp("npm run backup -- <file.sql> [--remote]");
const path = resolve(positionals[0] as string);
if (existsSync(path)) giveUp(`${path} is there already. Choose another name.`);

await withDatabase(values.remote, async (database) => {
  // Whoever reads it learns who works where: for its owner only.
  await pipeline(Readable.from(dump(database)), createWriteStream(path, { mode: 0o600, flags: "wx" }));
  return `The backup is in ${path}`;
});
