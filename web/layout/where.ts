/** The link that matches this path best: the page itself, or the one around it. */
export function entryOf<Entry extends { href: string }>(
  entries: readonly Entry[],
  pathname: string,
): Entry | undefined {
  return entries
    .filter(({ href }) => pathname.replace(/\/$/, "") === href || isWithin(href, pathname))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

export function isWithin(href: string, pathname: string): boolean {
  return pathname.replace(/\/$/, "").startsWith(`${href}/`);
}
