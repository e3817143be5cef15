import { BASE62 } from "../../worker/domain/base62.ts";
import { generateToken, type TokenKind } from "../../worker/domain/tokens/token.ts";
import { randomBytes } from "./random-bytes.ts";

/** A token with a right checksum that nobody issued. */
export const neverIssued = (kind: TokenKind = "api", prefix = "lk") =>
  generateToken(kind, prefix, randomBytes).plain.reveal();

/** A token with a right checksum, another's id and a secret of its own. */
export function forgedWithId(id: string): string {
  let asked = 0;
  const idThenRandom = (length: number) =>
    asked++ === 0
      ? Uint8Array.from({ length }, (_, at) => BASE62.indexOf(id[at] ?? "0"))
      : randomBytes(length);
  return generateToken("api", "lk", idThenRandom).plain.reveal();
}
