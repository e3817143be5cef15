import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { dump } from "../../backup/dump.ts";
import type { CommandPlace } from "../d1/place.ts";
import { VERSION } from "../version.ts";

/**
 * Writes a backup into a new file and gives its path. A file of that name is a whole backup: what is being written
 * is beside it. @throws Error where the file is there already
 */
export async function backUp(
  place: CommandPlace,
  path: string,
  progress?: (words: string) => void,
): Promise<string> {
  if (existsSync(path)) throw new Error(`${path} is there already. Choose another name.`);
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  try {
    // Whoever reads it learns who works where: for its owner only.
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
