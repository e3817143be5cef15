/** How many tokens one call may name to end them: a few pages of a list. One batch ends a thousand. */
export const MOST_NAMED = 500;
