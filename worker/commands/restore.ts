import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { giveUp, withDatabase } from "./d1.ts";

/** `npm run restore -- latchkey.sql [--remote]`: a backup into an empty database, search index and all. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false } },
});
if (positionals.length !== 1) giveUp("npm run restore -- <file.sql> [--remote]");
const path = resolve(positionals[0] as string);
if (!existsSync(path)) giveUp(`There is no file ${path}.`);

await withDatabase(values.remote, async (database) => {
  await database.migrate();
  const [found] = await database.query<{ n: number }>("SELECT count(*) AS n FROM organization");
  if (found?.n !== 0) {
    throw new Error("This database is not empty. Restore into a fresh one, so that nothing is mixed up.");
  }
  await database.runFile(path);
  return "The backup is restored.";
});
