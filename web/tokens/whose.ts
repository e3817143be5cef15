/** Whose a token is, for who looks at it. */
export type Whose = "own" | { serviceUser: string } | "another's";
