const PREFIX = "draft ";

/** Undefined if there is none, or the browser stores nothing. */
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
    // A browser that stores nothing works without drafts.
  }
}

export function removeDraft(key: string): void {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    // There is none.
  }
}

/** Signing out leaves nothing behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // There are none.
  }
}
