import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { withPlace } from "./d1.ts";
import { nowAndThen } from "./progress.ts";
import { giveUp } from "./sentence.ts";

/** `npm run backup -- latchkey.sql [--remote]`: everything that cannot be rebuilt, as SQL. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false } },
});
if (positionals.length !== 1) giveUp("npm run backup -- <file.sql> [--remote]");
const path = resolve(positionals[0] as string);

await withPlace(values.remote, async (place) => {
  const { backUp } = await import("./backup/back-up.ts");
  return `The backup is in ${await backUp(place, path, nowAndThen(console.error))}`;
});
