/** A KV that hangs must not hold up an answer that D1 has already given. */
export const PATIENCE_MS = 1_000;

/** Rejects where it has not come soon: it is not waited for, and may still come. */
export async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, impatience]);
  } finally {
    clearTimeout(timer);
  }
}
