import { resolve } from "node:path";
import { readArguments } from "./arguments.ts";
import { withPlace } from "./d1.ts";
import { nowAndThen } from "./progress.ts";
import { giveUp } from "./sentence.ts";

/** `npm run restore -- latchkey.sql [--remote]`: a backup into an empty database. */
const USAGE = "npm run restore -- <file.sql> [--remote]";
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: { remote: { type: "boolean", default: false } },
});
if (positionals.length !== 1 || positionals[0] === "") giveUp(USAGE);
const path = resolve(positionals[0] as string);

await withPlace(values.remote, async (place) => {
  const { restore } = await import("./restore/restore.ts");
  return restore(place, path, nowAndThen(console.error));
});
