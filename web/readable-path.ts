/** Replaces an address whose path no browser decodes: the router throws at it, instead of finding no page there. */
export function withReadablePath(): void {
  const { pathname, search, hash } = location;
  if (isReadable(pathname)) return;
  history.replaceState(history.state, "", pathname.replaceAll("%", "%25") + search + hash);
}

function isReadable(path: string): boolean {
  try {
    // Compared, because the bundler leaves out a call whose result nobody uses.
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
