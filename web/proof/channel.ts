/** The channel on which a tab with a finished proof tells the tab that asked. */
export const PROVED = "latchkey-proved";
