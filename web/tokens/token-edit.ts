import type { Token } from "../outputs.ts";

/** What to change of a token; what is left out stays. */
export interface TokenEdit {
  name?: string;
  purpose?: string | null;
  /** RFC 3339, or null for never. */
  expiresAt?: string | null;
  scopes?: string[] | null;
  endpoints?: string[] | null;
}

type Editable = Pick<Token, "name" | "purpose" | "expiresAt" | "scopes" | "endpoints">;

/** Only what differs: the rest may no longer be allowed. */
export function changesOf(token: Editable, wanted: TokenEdit): TokenEdit {
  const differs = (field: keyof TokenEdit) =>
    wanted[field] !== undefined && JSON.stringify(wanted[field]) !== JSON.stringify(token[field]);
  return Object.fromEntries(
    (Object.keys(wanted) as (keyof TokenEdit)[]).filter(differs).map((field) => [field, wanted[field]]),
  );
}
