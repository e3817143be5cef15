import { IDENTIFIER_LENGTH } from "../identifiers.ts";

const PREFIX = `[a-z][a-z0-9]{0,11}_([0-9A-Za-z]{${IDENTIFIER_LENGTH}})`;

/** A whole token of any deployment and kind, anywhere in a text. */
export const WHOLE_TOKEN = new RegExp(`(?<![0-9A-Za-z])(${PREFIX})_[0-9A-Za-z]{38}(?![0-9A-Za-z])`);

/** A token as lists show it. */
const SHOWN = new RegExp(`^\\s*${PREFIX}\\s*$`);

/** The prefix (`lk_3fA9xQ2LmZ7p`) of the whole token in a text; null if there is none. */
export function prefixOfTokenIn(text: string): string | null {
  return WHOLE_TOKEN.exec(text)?.[1] ?? null;
}

/** The id in a text that is exactly a token's prefix as this deployment shows it (`lk_3fA9xQ2LmZ7p`). */
export function idOfShownPrefix(text: string, tokenPrefix: string): string | null {
  const id = SHOWN.exec(text)?.[1] ?? null;
  return id !== null && text.trim() === `${tokenPrefix}_${id}` ? id : null;
}

/** What may be searched for and shown in a search field: a whole token is cut to its prefix. */
export function withoutSecret(text: string): string {
  return prefixOfTokenIn(text) ?? text;
}
