import type { EndCause } from "../../worker/domain/activity/actions.ts";
import type { RevokedBy } from "../../worker/domain/revocation.ts";
import type { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";

/**
 * Which tokens are to end: some of one organization, or a user's sessions in all organizations, because a password
 * belongs to the user. Each field narrows the selection.
 */
export type Selection =
  | { organizationId: string; userId?: string; kind?: TokenKind; id?: string; exceptId?: string }
  | { userId: string; kind: "session"; exceptId?: string; organizationId?: undefined; id?: undefined }
  /** Tokens with these ids. */
  | { organizationId: string; userId?: string; kind?: TokenKind; ids: readonly string[] }
  /** A piece of very many: the member's oldest tokens, up to this `seq`. */
  | { piece: { organizationId: string; userId: string; through: number; atMost: number } };

/** Tokens that end, and how their end is told. */
export type Ending = {
  selection: Selection;
  by: RevokedBy;
  actor: { id: string; name: string } | null;
  because?: EndCause;
  /** They had already ended, and came back when the database was put back to an earlier point. */
  again?: boolean;
  /** Tells the owner in one mail, however many tokens end. */
  notify?: { organization: string; administrator: string | null; tokenPrefix: string };
};

/** A token that ended; with two secrets if it was in rotation. */
export type Ended = { id: string; hashes: TokenHash[]; kind: TokenKind; userId: string };
