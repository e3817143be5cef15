/**
 * A token's text as every door reads it, from a header, a form or RPC. Surrounding spaces, tabs and line ends are cut
 * off: files, shells and forms add them. Anything else (a no-break space, quotes, a pasted `Bearer `) was typed, and
 * makes it another text. Takes linear time.
 */
export function tokenText(given: string): string {
  let start = 0;
  let end = given.length;
  while (start < end && isAround(given.charCodeAt(start))) start++;
  while (end > start && isAround(given.charCodeAt(end - 1))) end--;
  return given.slice(start, end);
}

const [SPACE, TAB, LINE_FEED, CARRIAGE_RETURN] = [0x20, 0x09, 0x0a, 0x0d];

function isAround(code: number): boolean {
  return code === SPACE || code === TAB || code === LINE_FEED || code === CARRIAGE_RETURN;
}
