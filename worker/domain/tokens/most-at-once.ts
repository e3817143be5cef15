/** So many tokens at most are ended by one call that names them: a few pages of a list. One batch ends a thousand. */
export const MOST_NAMED = 500;
