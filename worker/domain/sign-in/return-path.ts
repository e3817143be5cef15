const LONGEST = 1_000;

/**
 * A path of the web app to go on to, or null for what leads anywhere else: `//host`, `/\host` and what a URL drops
 * on the way, such as tabs, lead out of it.
 */
export function returnPathOf(text: string | null | undefined): string | null {
  if (!text || text.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return null;
  return text;
}
