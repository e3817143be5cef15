const LONGEST = 1_000;

/**
 * A path of the web app to return to, or null for anything that leads elsewhere: `//host`, `/\host`, and characters
 * that URLs drop, such as tabs.
 */
export function returnPathOf(text: string | null | undefined): string | null {
  if (!text || text.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return null;
  return text;
}
