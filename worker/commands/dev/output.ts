import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";

const LAST_WORDS_MS = 500;
const MAX_UNREAD_BYTES = 1_000_000;

interface Pipe {
  _handle?: { setBlocking?(blocking: boolean): void };
}

/** A closed pipe is no reason to end: its reader has read enough. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

/**
 * Passes on what the server says. A reader that stops reading without closing the pipe would make Node, and the
 * server with it, wait once the pipe is full; what nobody reads is dropped. Resolves when everything was read, or
 * nothing for a while after the end.
 */
export async function passOn(from: Readable | null, to: NodeJS.WriteStream): Promise<void> {
  if (!from) return;
  if (!to.isTTY) (to as Pipe)._handle?.setBlocking?.(false);
  from.on("data", (chunk: Buffer) => {
    if (to.writableLength < MAX_UNREAD_BYTES) to.write(chunk);
  });
  await once(from, "close");
  await Promise.race([new Promise((written) => to.write("", written)), setTimeout(LAST_WORDS_MS)]);
}
