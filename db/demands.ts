import { and, eq, gt, inArray, isNull, lte, ne, not, or, type SQL, sql } from "drizzle-orm";
import { ROLES, type Role, reaches } from "../worker/domain/organizations/roles.ts";
import type { BuiltInPermission, DemandedPermission } from "../worker/domain/permissions.ts";
import { batch, type Database, type Statement } from "./connect.ts";
import { theMember } from "./members/memberships.ts";
import { hasRow } from "./operators.ts";
import { isOpenChallenge } from "./sign-in/passkey-challenges.ts";
import { isPasskey } from "./sign-in/passkeys.ts";
import { hasPassword } from "./sign-in/proofs.ts";
import { contains, insertDemand } from "./sql.ts";
import { membership } from "./tables/membership.ts";
import { oneTimeLink } from "./tables/one-time-link.ts";
import { organization } from "./tables/organization.ts";
import { token } from "./tables/token.ts";
import type { MemberKey } from "./tokens/tokens.ts";

/** What somebody acts on: it was judged before the change, and is asked again inside its batch. */
export type Credential =
  | { kind: "session" | "api"; id: string }
  | { kind: "password"; userId: string; passwordHash: string }
  | { kind: "link"; id: string }
  /** With the challenge that it answered. */
  | { kind: "passkey"; id: string; challenge: Uint8Array }
  /** Whoever holds the token that ends (RFC 7009): that it is still there is the demand. */
  | { kind: "possession" }
  /** Cron, and whoever runs the deployment. */
  | { kind: "system" };

/**
 * How fresh the proof has to be of whoever acts: `unasked` where it does not matter; `given` where what they act on is
 * a proof itself, or the deployment never asks; else their session has to have proved itself in so many ms
 * before the batch.
 */
export type Proof = "unasked" | "given" | { withinMs: number };

/** Who asks for a change, and what they have to be for it at the moment of the batch. */
export type Authority = {
  credential: Credential;
  /** In whose name; null where it is nobody's of one organization. */
  member: MemberKey | null;
  role: Role;
  permission: DemandedPermission | null;
  proof: Proof;
};

/** What lets somebody in, or lets them do more, demands this: a browser that was left open is not enough. */
export type ProvedAuthority = Authority & { proof: Exclude<Proof, "unasked"> };

/** What was not as demanded when the batch began, or `change` where the change itself found nothing to do. */
export type Unmet = "standing" | "role" | "permission" | "proof" | "state" | "change";

/**
 * The first statement of a batch: undoes all of it unless the authority holds now (`at`, ms UTC) and `state`, what
 * the change stands on, is so.
 */
export function demandAuthority(authority: Authority, at: number, state: SQL = sql`TRUE`): Statement {
  const { credential, member, role, permission, proof } = authority;
  const unmet = [
    ["standing", holds(credential, member, at)],
    ["role", role === "member" ? sql`TRUE` : memberIs(member, hasRole(role))],
    ["permission", permission === null ? sql`TRUE` : memberIs(member, holdsPermission(permission))],
    ["proof", typeof proof === "string" ? sql`TRUE` : hasProved(credential, at - proof.withinMs)],
    ["state", state],
  ] as const;
  const cases = unmet.map(([name, met]) => sql`WHEN NOT (${met}) THEN ${name}`);
  return insertDemand(sql`CASE ${sql.join(cases, sql` `)} END`);
}

/** After the statement that decides: undoes the batch where it changed no row. */
export function demandChange(): Statement {
  return insertDemand(sql`CASE WHEN changes() = 0 THEN 'change' END`);
}

/** After a statement that changes so many rows: undoes the batch where it changed fewer or more. */
export function demandChanges(rows: number): Statement {
  return insertDemand(sql`CASE WHEN changes() <> ${rows} THEN 'change' END`);
}

/** Runs a batch; false where what it demanded was unmet, and it was undone. */
export async function batchIfMet(
  database: Database,
  statements: Parameters<typeof batch>[1],
): Promise<boolean> {
  try {
    await batch(database, statements);
    return true;
  } catch (error) {
    if (unmetOf(error) === null) throw error;
    return false;
  }
}

/** What a batch that was undone had demanded; null where something else failed. */
export function unmetOf(error: unknown): Unmet | null {
  const found = error instanceof Error ? /unmet: (\w+)/.exec(error.message) : null;
  return (found?.[1] ?? null) as Unmet | null;
}

function holds(credential: Credential, member: MemberKey | null, at: number): SQL | undefined {
  const isActive = isNull(membership.deactivatedAt);
  switch (credential.kind) {
    case "session":
      return memberIs(member, and(isActive, holdsToken(credential.id, at, WAY_IS_OPEN)));
    case "api":
      return memberIs(
        member,
        and(isActive, holdsPermission("tokens.personal"), holdsToken(credential.id, at)),
      );
    case "password":
      return hasPassword(credential.userId, credential.passwordHash);
    case "link":
      return hasRow(oneTimeLink, eq(oneTimeLink.id, credential.id));
    case "passkey": {
      const { challenge } = credential;
      const isOpen = isOpenChallenge({ challenge, purpose: "signIn", sessionId: null }, at);
      return and(isPasskey(credential.id), isOpen);
    }
    case "possession":
    case "system":
      return sql`TRUE`;
  }
}

function memberIs(member: MemberKey | null, condition: SQL | undefined): SQL {
  return member === null ? sql`FALSE` : hasRow(membership, and(theMember(member), condition));
}

/** As `standing` has it. */
const WAY_IS_OPEN = not(
  hasRow(
    organization,
    and(
      eq(organization.id, token.organizationId),
      or(
        and(eq(token.way, "provider"), lte(token.seq, organization.providerEndedThrough)),
        and(
          organization.requiresProvider,
          ne(membership.role, "master_admin"),
          sql`coalesce(${token.way}, 'password') NOT IN ('provider', 'access')`,
        ),
      ),
    ),
  ),
);

function holdsToken(id: string, at: number, further?: SQL): SQL {
  const isHonoured = and(
    or(isNull(token.expiresAt), gt(token.expiresAt, at)),
    sql`${token.seq} > coalesce(${membership.endedThrough}, -1)`,
    or(isNull(token.suspendedAt), lte(token.suspendedUntil, at)),
  );
  const isTheirs = and(
    eq(token.organizationId, membership.organizationId),
    eq(token.userId, membership.userId),
  );
  return hasRow(token, and(eq(token.id, id), isTheirs, isHonoured, further));
}

function hasProved(credential: Credential, since: number): SQL {
  if (credential.kind !== "session") return sql`FALSE`;
  const provedAt = sql`coalesce(${token.provedAt}, ${token.createdAt})`;
  return hasRow(token, and(eq(token.id, credential.id), gt(provedAt, since)));
}

function hasRole(least: Role): SQL {
  const enough = ROLES.filter((role) => reaches(role, least));
  return inArray(membership.role, enough);
}

/** As `heldPermissions` has it for Latchkey's own permissions: a Master Admin holds all of them. */
function holdsPermission(permission: BuiltInPermission): SQL | undefined {
  return or(eq(membership.role, "master_admin"), contains(membership.permissions, permission));
}
