/** The path to go back to, if it is one of this app: never an address of another site. */
export function returnPath(wanted: string | undefined): string | undefined {
  if (!wanted?.startsWith("/")) return undefined;
  // Browsers read `//host` and `/\host` as another host; the URL parser knows all such spellings.
  const url = URL.parse(wanted, location.origin);
  if (!url || url.origin !== location.origin || url.pathname.startsWith("/sign-in")) return undefined;
  return url.pathname + url.search;
}
