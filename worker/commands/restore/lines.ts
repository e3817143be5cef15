import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

const LAST_LINE_BYTES = 64 * 1024;
const CHUNK_BYTES = 64 * 1024;
const LINE_END = 10;

/** The first and last line of a file, and its number of lines. A file without a final line break has no last line. */
export async function edges(
  path: string,
): Promise<{ first: string; last: string; lines: number; bytes: number }> {
  let lines = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) lines += lineEnds(chunk);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const [begin, end] = [Buffer.alloc(LAST_LINE_BYTES), Buffer.alloc(LAST_LINE_BYTES)];
    const { bytesRead } = await file.read(begin, 0, LAST_LINE_BYTES, 0);
    const tail = await file.read(end, 0, LAST_LINE_BYTES, Math.max(0, size - LAST_LINE_BYTES));
    const first = begin.toString("utf8", 0, bytesRead).split("\n", 1)[0] ?? "";
    const pieces = end.toString("utf8", 0, tail.bytesRead).split("\n");
    return { first, last: pieces.at(-1) === "" ? (pieces.at(-2) ?? "") : "", lines, bytes: size };
  } finally {
    await file.close();
  }
}

/** The lines of a file, without their ends, with how many bytes were read by then. */
export async function* linesOf(path: string): AsyncGenerator<{ line: string; bytes: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    bytes += (chunk as Buffer).length;
    const buffer = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let at = buffer.indexOf(LINE_END); at !== -1; at = buffer.indexOf(LINE_END, from)) {
      yield { line: buffer.toString("utf8", from, at), bytes };
      from = at + 1;
    }
    rest = buffer.subarray(from);
  }
}

function lineEnds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_END); at !== -1; at = chunk.indexOf(LINE_END, at + 1)) count++;
  return count;
}
