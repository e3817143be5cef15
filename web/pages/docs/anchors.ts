/** Brings the heading that an address names into sight, once it is there; nothing for an empty one. */
export function goTo(hash: string): void {
  const id = idOf(hash);
  // After what is being drawn now: the headings of this page may be part of it.
  if (id) queueMicrotask(() => document.getElementById(id)?.scrollIntoView());
}

/** The id in `#id`; undefined for none, and for what somebody mistyped so that it cannot be read. */
export function idOf(hash: string): string | undefined {
  try {
    return decodeURIComponent(hash.replace(/^#/, "")) || undefined;
  } catch {
    return undefined;
  }
}
