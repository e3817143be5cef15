import type { D1Result } from "@cloudflare/workers-types";
import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { EndCause } from "../../worker/domain/activity/actions.ts";
import type { RevokedBy } from "../../worker/domain/revocation.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import type { TokenKind } from "../../worker/domain/tokens/token.ts";
import { type Database, prepare, type Statement } from "../connect.ts";
import { randomId } from "../random-id.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import { user } from "../tables/user.ts";

/**
 * Which tokens are to end: some of one organization, or the sessions of a user wherever they are, for
 * a password belongs to the user. Everything given narrows.
 */
export type Selection =
  | { organizationId: string; userId?: string; kind?: TokenKind; id?: string; exceptId?: string }
  | { userId: string; kind: "session"; exceptId?: string; organizationId?: undefined; id?: undefined }
  /** Those of these ids. */
  | { organizationId: string; userId?: string; kind?: TokenKind; ids: readonly string[] }
  /** A piece of very many: the oldest of a member's up to this `seq`. */
  | { piece: { organizationId: string; userId: string; through: number; atMost: number } };

/** Tokens that end, and how their end is told. */
export type Ending = {
  selection: Selection;
  by: RevokedBy;
  actor: { id: string; name: string } | null;
  because?: EndCause;
  /** They had ended before, and came back with a database that was put back to an earlier point. */
  again?: boolean;
  /** Tells the owner by mail: one mail however many tokens end. */
  notify?: { organization: string; administrator: string | null; tokenPrefix: string };
};

/** A token that ended; with two secrets while a rotation lasted. */
export type Ended = { id: string; hashes: TokenHash[]; kind: TokenKind; userId: string };

const MOST_NAMED_IN_MAIL = 20;

/** While the selected tokens are still there: their tombstones, an activity for each, a mail where the owner is told. */
export function thatEnd(ending: Ending, at: number): Statement[] {
  const where = selected(ending.selection);
  return [
    sql`INSERT OR IGNORE INTO tombstone_due (token_id, hash, revoked_at, by)
      SELECT id, hash, ${at}, ${ending.by} FROM token WHERE ${where}
      UNION ALL SELECT id, hash_earlier, ${at}, ${ending.by} FROM token
        WHERE ${where} AND hash_earlier IS NOT NULL`,
    recordEach(ending, at, where),
    ...notice(ending, at),
  ];
}

/** The mail by which the owner is told, while the tokens are still there. */
export function notice({ selection, notify }: Ending, at: number): Statement[] {
  return notify ? [notifyOwner(notify, at, selected(selection))] : [];
}

/** Deletes the selected tokens. Of two calls at one moment the second finds nothing to do. */
export function deletion({ selection }: Ending): Statement {
  return sql`DELETE FROM token WHERE ${selected(selection)} RETURNING id, hash, hash_earlier AS earlier, kind,
    user_id AS userId`;
}

/** What `deletion` deleted. */
export function endedIn(result: D1Result | undefined): Ended[] {
  const rows = (result?.results ?? []) as (Omit<Ended, "hashes"> & Hashes)[];
  return rows.map(({ hash, earlier, ...row }) => ({ ...row, hashes: hashesIn({ hash, earlier }) }));
}

type Hashes = { hash: number[]; earlier: number[] | null };

function hashesIn({ hash, earlier }: Hashes): TokenHash[] {
  return [hash, ...(earlier ? [earlier] : [])].map((bytes) => new TokenHash(Uint8Array.from(bytes)));
}

function selected(selection: Selection): SQL | undefined {
  if ("piece" in selection) {
    const { organizationId, userId, through, atMost } = selection.piece;
    return sql`token.seq IN (SELECT seq FROM token WHERE organization_id = ${organizationId}
      AND user_id = ${userId} AND seq <= ${through} ORDER BY seq LIMIT ${atMost})`;
  }
  if ("ids" in selection) {
    const { organizationId, userId, kind, ids } = selection;
    return and(
      sql`token.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      sql`+token.organization_id = ${organizationId}`,
      userId === undefined ? undefined : sql`+token.user_id = ${userId}`,
      kind === undefined ? undefined : sql`token.kind = ${kind}`,
    );
  }
  const { organizationId, userId, kind, id, exceptId } = selection;
  return and(
    organizationId === undefined ? whereMember(userId) : eq(token.organizationId, organizationId),
    userId === undefined ? undefined : eq(token.userId, userId),
    kind === undefined ? undefined : eq(token.kind, kind),
    id === undefined ? undefined : eq(token.id, id),
    exceptId === undefined ? undefined : ne(token.id, exceptId),
  );
}

/** Tokens are found by organization and user: without the former, every token there is would be read. */
function whereMember(userId: string | undefined): SQL {
  return sql`${token.organizationId} IN (SELECT organization_id FROM membership WHERE user_id = ${userId})`;
}

/** Names are those of the token's own organization: what somebody is called in another is not to be read there. */
function recordEach({ by, actor, because, again }: Ending, at: number, where: SQL | undefined): Statement {
  const actorId = actor?.id ?? null;
  const actorName = sql`coalesce((SELECT acting.name FROM membership AS acting
    WHERE acting.organization_id = token.organization_id AND acting.user_id = ${actorId}), ${actor?.name ?? null})`;
  const further = JSON.stringify({ by, because, again: again ? 1 : undefined });
  const detail = sql`json_patch(json_object('kind', token.kind), ${further})`;
  return sql`INSERT INTO activity
    (id, organization_id, actor_user_id, actor_name, subject_user_id, subject_name, action, token_id, token_name, detail, at)
    SELECT ${randomId("act_")}, token.organization_id, ${actorId}, ${actorName}, token.user_id,
      membership.name, 'token.revoked', token.id, token.name, ${detail}, ${at}
    FROM token JOIN membership
      ON ${membership.organizationId} = ${token.organizationId} AND ${membership.userId} = ${token.userId}
    WHERE ${where}`;
}

/** Nothing for a service user, which has no address. The tokens are read once, however many own them. */
function notifyOwner(notify: NonNullable<Ending["notify"]>, at: number, where: SQL | undefined): Statement {
  const named = sql`json_group_array(json_object('name', ended.name, 'prefix', ${`${notify.tokenPrefix}_`} || ended.id,
      'purpose', ended.purpose) ORDER BY ended.nth) FILTER (WHERE ended.kind = 'api' AND ended.nth <= ${MOST_NAMED_IN_MAIL})`;
  return sql`INSERT INTO outbox (id, recipient, notice, organization_id, created_at, next_attempt_at)
    SELECT ${randomId("out_")}, ${user.email}, json_object('kind', 'tokens-revoked',
      'organization', ${notify.organization}, 'administrator', ${notify.administrator},
      'sessions', sum(ended.kind = 'session'), 'apiTokens', sum(ended.kind = 'api'), 'named', ${named}),
      ended.organization_id, ${at}, ${at}
    FROM (SELECT id, name, purpose, kind, user_id, organization_id,
          row_number() OVER (PARTITION BY organization_id, user_id, kind ORDER BY created_at DESC) AS nth
        FROM token WHERE ${where}) AS ended
      JOIN user ON ${user.id} = ended.user_id
    WHERE ${user.email} IS NOT NULL
    GROUP BY ended.organization_id, ended.user_id`;
}

/**
 * Whether an API token of this id was revoked in this organization at that instant (ms UTC), as its activity says:
 * that is found by when it was, among few.
 */
export async function wasRevokedIn(
  database: Database,
  organizationId: string,
  { tokenId, at }: { tokenId: string; at: number },
): Promise<boolean> {
  const found = await prepare(
    database,
    sql`SELECT 1 AS found FROM activity WHERE organization_id = ${organizationId} AND at = ${at}
      AND token_id = ${tokenId} AND action = 'token.revoked' LIMIT 1`,
  ).first("found");
  return found !== null;
}
