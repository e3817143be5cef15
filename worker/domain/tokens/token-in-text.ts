import { IDENTIFIER_LENGTH } from "../identifiers.ts";

const PREFIX = `[a-z][a-z0-9]{0,11}_([0-9A-Za-z]{${IDENTIFIER_LENGTH}})`;

/** A whole token of any deployment and kind, wherever it stands in a text. */
export const WHOLE_TOKEN = new RegExp(`(?<![0-9A-Za-z])(${PREFIX})_[0-9A-Za-z]{38}(?![0-9A-Za-z])`);

/** A token as lists show it. */
const SHOWN = new RegExp(`^\\s*${PREFIX}\\s*$`);

/** The prefix (`lk_3fA9xQ2LmZ7p`) of the whole token that a text holds; null where it holds none. */
export function prefixOfTokenIn(text: string): string | null {
  return WHOLE_TOKEN.exec(text)?.[1] ?? null;
}

/** The id in a text that is a token's prefix as this deployment shows it (`lk_3fA9xQ2LmZ7p`), and nothing else. */
export function idOfShownPrefix(text: string, tokenPrefix: string): string | null {
  const id = SHOWN.exec(text)?.[1] ?? null;
  return id !== null && text.trim() === `${tokenPrefix}_${id}` ? id : null;
}

/** What may be searched for, and shown where it was typed: of a whole token the prefix alone. */
export function withoutSecret(text: string): string {
  return prefixOfTokenIn(text) ?? text;
}
