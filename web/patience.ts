/** After this long, the page is shown and waits visibly. */
const PATIENCE_MS = 100;

/** The result, or null if it fails or takes too long. */
export function patiently<Value>(coming: Promise<Value>): Promise<Value | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  return Promise.race([coming.catch(() => null), late]);
}
