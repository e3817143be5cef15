const PREFIX = "draft ";

/** Undefined where there is none, or the browser keeps nothing. */
export function readDraft<Values>(key: string): Partial<Values> | undefined {
  try {
    const kept = sessionStorage.getItem(PREFIX + key);
    return kept === null ? undefined : (JSON.parse(kept) as Partial<Values>);
  } catch {
    return undefined;
  }
}

export function writeDraft(key: string, values: string): void {
  try {
    sessionStorage.setItem(PREFIX + key, values);
  } catch {
    // Where the browser keeps nothing it is as without it.
  }
}

export function removeDraft(key: string): void {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    // There is none.
  }
}

/** Whoever signs out by themself leaves nothing behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // There are none.
  }
}
