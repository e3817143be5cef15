/** What takes longer is waited for with the page in view. */
const PATIENCE_MS = 100;

/** What comes of it, or null where it fails or takes too long. */
export function patiently<Value>(coming: Promise<Value>): Promise<Value | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  return Promise.race([coming.catch(() => null), late]);
}
