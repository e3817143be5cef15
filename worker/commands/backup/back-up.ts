import { createWriteStream, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { dump } from "../../backup/dump.ts";
import { demandNotEmpty } from "../d1/migrations.ts";
import type { CommandPlace } from "../d1/place.ts";
import { demandNewFile } from "../demand-file.ts";
import { VERSION } from "../version.ts";

/**
 * Writes a backup into a new file and returns its path. It writes to a file beside it first, so a file of that name
 * is always whole. @throws Error if the file exists, or the database is empty
 */
export async function backUp(
  place: CommandPlace,
  path: string,
  progress?: (words: string) => void,
): Promise<string> {
  await demandNotEmpty(place.database);
  demandNewFile(path);
  const unfinished = `${path}.part`;
  try {
    // A backup shows who works where: only its owner may read it.
    await pipeline(
      Readable.from(dump(place, VERSION, progress)),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return path;
}
