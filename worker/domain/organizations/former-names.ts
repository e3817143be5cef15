/** How the activity names people who have left: by their name, or by a pseudonym in its place. */
export const FORMER_NAMES = ["name", "pseudonym"] as const;
export type FormerNames = (typeof FORMER_NAMES)[number];
