/** By which a tab in which somebody has confirmed who they are tells the one that asked. */
export const PROVED = "latchkey-proved";
