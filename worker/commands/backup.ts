import { resolve } from "node:path";
import { readArguments } from "./arguments.ts";
import { withPlace } from "./d1.ts";
import { nowAndThen } from "./progress.ts";
import { giveUp } from "./sentence.ts";

/** `npm run backup -- latchkey.sql [--remote]`: everything that cannot be rebuilt, as SQL. */
const USAGE = "npm run backup -- <file.sql> [--remote]";
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false } },
});
if (positionals.length !== 1 || positionals[0] === "") giveUp(USAGE);
const path = resolve(positionals[0] as string);

await withPlace(values.remote, async (place) => {
  const { backUp } = await import("./backup/back-up.ts");
  return `The backup is in ${await backUp(place, path, nowAndThen(console.error))}`;
});
