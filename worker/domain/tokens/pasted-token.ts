import { PlainToken } from "./secret.ts";
import { isIntact } from "./token.ts";
import { WHOLE_TOKEN } from "./token-in-text.ts";

/** A whole token of any deployment, with its id. */
export type PastedToken = { id: string; plain: PlainToken };

/**
 * The token that stands in what somebody found: a line of a log, a header, a file. Or why there is none: nothing has
 * the shape of one, or what has it was changed on the way, as its checksum says.
 */
export function pastedToken(text: string): PastedToken | "shapeless" | "mistyped" {
  const [whole, , id] = WHOLE_TOKEN.exec(text) ?? [];
  if (whole === undefined || id === undefined) return "shapeless";
  return isIntact(whole) ? { id, plain: new PlainToken(whole) } : "mistyped";
}
