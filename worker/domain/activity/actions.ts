import type { RevokedBy } from "../revocation.ts";
import type { Scopes } from "../tokens/scopes.ts";
import type { TokenKind } from "../tokens/token.ts";
import type { LinkPurpose } from "../users/one-time-link.ts";

/** Everything that is recorded, with what belongs to it. */
export type Action =
  | { action: "session.signed-in"; detail: { userAgent: string | null; clientAddress: string } }
  | { action: "session.sign-in-refused"; detail: { clientAddress: string } }
  | { action: "password.set"; detail: { through: LinkPurpose | "profile" } }
  | { action: "profile.renamed"; detail: { from: string; to: string } }
  | { action: "token.created"; detail: { expiresAt: number | null; scopes: Scopes } }
  | { action: "token.renamed"; detail: { from: string; to: string } }
  | { action: "token.revoked"; detail: { kind: TokenKind; by: RevokedBy } };

export type ActivityDetail = Action["detail"];

/** One thing that happened. `at` in ms UTC. */
export type Activity = Action & {
  organizationId: string;
  actor: { id: string; name: string } | null;
  subject: { id: string; name: string } | null;
  token: { id: string; name: string } | null;
  at: number;
};
