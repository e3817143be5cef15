import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { withPlace } from "./d1.ts";
import { nowAndThen } from "./progress.ts";
import { giveUp } from "./sentence.ts";

/** `npm run restore -- latchkey.sql [--remote]`: a backup into an empty database. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false } },
});
if (positionals.length !== 1) giveUp("npm run restore -- <file.sql> [--remote]");
const path = resolve(positionals[0] as string);

await withPlace(values.remote, async (place) => {
  const { restore } = await import("./restore/restore.ts");
  return restore(place, path, nowAndThen(console.error));
});
