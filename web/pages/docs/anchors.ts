/** Scrolls to the heading that an address names, once it is there; does nothing for an empty one. */
export function goTo(hash: string): void {
  const id = idOf(hash);
  // After the present rendering: the headings of this page may be part of it.
  if (id) queueMicrotask(() => document.getElementById(id)?.scrollIntoView());
}

/** The id in `#id`; undefined if there is none or it is malformed. */
export function idOf(hash: string): string | undefined {
  try {
    return decodeURIComponent(hash.replace(/^#/, "")) || undefined;
  } catch {
    return undefined;
  }
}
