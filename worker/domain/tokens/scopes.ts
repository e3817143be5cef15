/** The permissions that a token is narrowed to; `null` for a token that is not narrowed. */
export type Scopes = readonly string[] | null;

/** A missing column never means "all": a token that is not narrowed has this marker. */
const ALL = "all";

/** The column's text for an API token. */
export function storeScopes(scopes: Scopes): string {
  return scopes === null ? ALL : JSON.stringify(scopes);
}

/** Reads the column of an API token. @throws if it is missing, so that no gap in the data widens a token */
export function readScopes(column: string | null): Scopes {
  if (column === ALL) return null;
  const scopes: unknown = column === null ? null : JSON.parse(column);
  if (!Array.isArray(scopes) || scopes.length === 0 || !scopes.every((scope) => typeof scope === "string")) {
    throw new Error("an API token has neither the marker nor a list of scopes");
  }
  return scopes;
}
