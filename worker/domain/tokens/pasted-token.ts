import { PlainToken } from "./secret.ts";
import { isIntact } from "./token.ts";
import { WHOLE_TOKEN } from "./token-in-text.ts";

/** A whole token of any deployment, with its id. */
export type PastedToken = { id: string; plain: PlainToken };

/**
 * The token in a text that somebody found, such as a log line, a header or a file. Or why there is none: nothing has
 * a token's shape, or a checksum is wrong.
 */
export function pastedToken(text: string): PastedToken | "shapeless" | "mistyped" {
  const [whole, , id] = WHOLE_TOKEN.exec(text) ?? [];
  if (whole === undefined || id === undefined) return "shapeless";
  return isIntact(whole) ? { id, plain: new PlainToken(whole) } : "mistyped";
}
