/** A token's owner, from the reader's view. */
export type Whose = "own" | { serviceUser: string } | "another's";
