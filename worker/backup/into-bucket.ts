import type { R2Bucket, R2UploadedPart } from "@cloudflare/workers-types";

/** R2 takes parts of one size, of 5 MiB at least; the last may be shorter. */
const PART_BYTES = 8 * 1024 * 1024;

/** Writes lines into an object of this name, which appears once all are written. Rejects if one cannot be written. */
export async function writeLines(
  bucket: R2Bucket,
  name: string,
  lines: AsyncIterable<string>,
  partBytes = PART_BYTES,
): Promise<void> {
  const upload = await bucket.createMultipartUpload(name);
  try {
    const parts: R2UploadedPart[] = [];
    for await (const part of inParts(lines, partBytes)) {
      parts.push(await upload.uploadPart(parts.length + 1, part));
    }
    await upload.complete(parts);
  } catch (error) {
    await upload.abort().catch(() => {});
    throw error;
  }
}

async function* inParts(lines: AsyncIterable<string>, partBytes: number): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const part = new Uint8Array(partBytes);
  let filled = 0;
  for await (const line of lines) {
    for (let rest = encoder.encode(line); rest.length > 0; ) {
      const taken = rest.subarray(0, partBytes - filled);
      part.set(taken, filled);
      filled += taken.length;
      rest = rest.subarray(taken.length);
      if (filled < partBytes) continue;
      yield part.slice();
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}

/** Removes all but the newest of the objects with this prefix, whose names end with their time. */
export async function keepNewest(bucket: R2Bucket, prefix: string, howMany: number): Promise<void> {
  const { objects } = await bucket.list({ prefix });
  const old = objects
    .map(({ key }) => key)
    .sort()
    .slice(0, -howMany);
  if (old.length > 0) await bucket.delete(old);
}
