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

/** The credential of a change: it was judged before, and is checked again inside the batch. */
export type Credential =
  | { kind: "session" | "api"; id: string }
  | { kind: "password"; userId: string; passwordHash: string }
  | { kind: "link"; id: string }
  /** The passkey, with the challenge that it answered. */
  | { kind: "passkey"; id: string; challenge: Uint8Array }
  /** A holder of the token that ends (RFC 7009): the demand is that it still exists. */
  | { kind: "possession" }
  /** Cron and the operator. */
  | { kind: "system" };

/**
 * How fresh the caller's proof has to be: `unasked` if it does not matter; `given` if the credential itself is a
 * proof, or the deployment never asks; otherwise the session must have proved itself in the last `withinMs` before
 * the batch.
 */
export type Proof = "unasked" | "given" | { withinMs: number };

/** Who asks for a change, and what they must be at the moment of the batch. */
export type Authority = {
  credential: Credential;
  /** The member who asks; null if the change belongs to no one organization. */
  member: MemberKey | null;
  role: Role;
  permission: DemandedPermission | null;
  proof: Proof;
};

/** Demanded by changes that let somebody in, or let them do more: a browser left open is not enough. */
export type ProvedAuthority = Authority & { proof: Exclude<Proof, "unasked"> };

/** The demand that was not met when the batch began, or `change` if the change found nothing to do. */
export type Unmet = "standing" | "role" | "permission" | "proof" | "state" | "change";

/**
 * The first statement of a batch: undoes all of it unless the authority holds now (`at`, ms UTC) and the conditions
 * in `state` are met.
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

/** Follows the deciding statement: undoes the batch if that changed no row. */
export function demandChange(): Statement {
  return insertDemand(sql`CASE WHEN changes() = 0 THEN 'change' END`);
}

/** Follows a statement that must change this many rows: undoes the batch if it changed fewer or more. */
export function demandChanges(rows: number): Statement {
  return insertDemand(sql`CASE WHEN changes() <> ${rows} THEN 'change' END`);
}

/** Runs a batch; false if a demand was not met and it was undone. */
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

/** The unmet demand of an undone batch; null if something else failed. */
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

/** The same rule as `standing`. */
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

/** The same rule as `heldPermissions` for Latchkey's own permissions: a Master Admin holds all of them. */
function holdsPermission(permission: BuiltInPermission): SQL | undefined {
  return or(eq(membership.role, "master_admin"), contains(membership.permissions, permission));
}
