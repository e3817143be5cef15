/** What the activity calls those who have left: by the name that they had, or by a pseudonym in its place. */
export const FORMER_NAMES = ["name", "pseudonym"] as const;
export type FormerNames = (typeof FORMER_NAMES)[number];
