import type { Limits } from "./endpoints/reach.ts";
import type { Member, Person } from "./organizations/membership.ts";
import type { Opened } from "./sign-in/way.ts";
import type { Scopes } from "./tokens/scopes.ts";
import type { Suspension } from "./tokens/suspension.ts";
import type { TokenKind } from "./tokens/token.ts";

/** A signed-in user. Only people have sessions. */
export type SignedIn = Actor & { member: { user: Person }; token: { opened: Opened } };

/** Who is calling: a member, through one of their tokens, with what that token may do now. */
export type Actor = {
  member: Member;
  token: {
    id: string;
    kind: TokenKind;
    name: string;
    createdAt: number;
    expiresAt: number | null;
    lastUsedAt: number | null;
    scopes: Scopes;
    suspension: Suspension | null;
    /** Sessions only. */
    opened: Opened | null;
  };
  /** When the presented secret expires (ms UTC); null for never. */
  endsAt: number | null;
  /** The member's permissions ∩ the token's scopes, at this moment. */
  permissions: readonly string[];
  /** The endpoints that the token may reach. */
  limits: Limits;
};
