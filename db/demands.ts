import { type SQL, sql } from "drizzle-orm";
import { ROLES, type Role, reaches } from "../worker/domain/organizations/roles.ts";
import type { BuiltInPermission, DemandedPermission } from "../worker/domain/permissions.ts";
import { batch, type Database, type Statement } from "./connect.ts";
import { isOpenChallenge } from "./sign-in/passkey-challenges.ts";
import { isPasskey } from "./sign-in/passkeys.ts";
import { hasPassword } from "./sign-in/proofs.ts";
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
  return sql`INSERT INTO demand (unmet) SELECT CASE ${sql.join(cases, sql` `)} END`;
}

/** After the statement that decides: undoes the batch where it changed no row. */
export function demandChange(): Statement {
  return sql`INSERT INTO demand (unmet) SELECT CASE WHEN changes() = 0 THEN 'change' END`;
}

/** After a statement that changes so many rows: undoes the batch where it changed fewer or more. */
export function demandChanges(rows: number): Statement {
  return sql`INSERT INTO demand (unmet) SELECT CASE WHEN changes() <> ${rows} THEN 'change' END`;
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

function holds(credential: Credential, member: MemberKey | null, at: number): SQL {
  switch (credential.kind) {
    case "session":
      return memberIs(member, sql`deactivated_at IS NULL AND ${holdsToken(credential.id, at, WAY_IS_OPEN)}`);
    case "api":
      return memberIs(
        member,
        sql`deactivated_at IS NULL AND ${holdsPermission("tokens.personal")} AND ${holdsToken(credential.id, at)}`,
      );
    case "password":
      return hasPassword(credential.userId, credential.passwordHash);
    case "link":
      return sql`EXISTS (SELECT 1 FROM one_time_link WHERE id = ${credential.id})`;
    case "passkey": {
      const { challenge } = credential;
      return sql`${isPasskey(credential.id)} AND ${isOpenChallenge({ challenge, purpose: "signIn", sessionId: null }, at)}`;
    }
    case "possession":
    case "system":
      return sql`TRUE`;
  }
}

function memberIs(member: MemberKey | null, condition: SQL): SQL {
  if (member === null) return sql`FALSE`;
  return sql`EXISTS (SELECT 1 FROM membership WHERE organization_id = ${member.organizationId}
    AND user_id = ${member.userId} AND ${condition})`;
}

/** As `standing` has it. */
const WAY_IS_OPEN = sql`NOT EXISTS (SELECT 1 FROM organization WHERE id = token.organization_id
  AND ((way = 'provider' AND seq <= provider_ended_through) OR (requires_provider
    AND membership.role <> 'master_admin' AND coalesce(way, 'password') NOT IN ('provider', 'access'))))`;

function holdsToken(id: string, at: number, further = sql`TRUE`): SQL {
  return sql`EXISTS (SELECT 1 FROM token WHERE id = ${id} AND token.organization_id = membership.organization_id
    AND token.user_id = membership.user_id AND (expires_at IS NULL OR expires_at > ${at})
    AND token.seq > coalesce(membership.ended_through, -1)
    AND (suspended_at IS NULL OR suspended_until <= ${at}) AND ${further})`;
}

function hasProved(credential: Credential, since: number): SQL {
  if (credential.kind !== "session") return sql`FALSE`;
  return sql`EXISTS (SELECT 1 FROM token WHERE id = ${credential.id} AND coalesce(proved_at, created_at) > ${since})`;
}

function hasRole(least: Role): SQL {
  const enough = ROLES.filter((role) => reaches(role, least));
  return sql`role IN (SELECT value FROM json_each(${JSON.stringify(enough)}))`;
}

/** As `heldPermissions` has it for Latchkey's own permissions: a Master Admin holds all of them. */
function holdsPermission(permission: BuiltInPermission): SQL {
  return sql`(role = 'master_admin' OR EXISTS (SELECT 1 FROM json_each(permissions) WHERE value = ${permission}))`;
}
