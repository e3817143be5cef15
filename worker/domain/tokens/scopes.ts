/** `null` for a token that is not narrowed, else the permissions that it is narrowed to. */
export type Scopes = readonly string[] | null;

/** In the database a missing value never means "all": the marker says so. */
const ALL = "all";

/** The column's text for an API token. */
export function storeScopes(scopes: Scopes): string {
  return scopes === null ? ALL : JSON.stringify(scopes);
}

/** Reads the column of an API token. @throws when it is missing, so that no gap in the data widens a token. */
export function readScopes(column: string | null): Scopes {
  if (column === ALL) return null;
  const scopes: unknown = column === null ? null : JSON.parse(column);
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every((scope) => typeof scope === "string")) {
    throw new Error("an API token has neither the marker nor a list of scopes");
  }
  return scopes;
}
