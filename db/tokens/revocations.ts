import type { D1Result } from "@cloudflare/workers-types";
import { and, asc, eq, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { build, type Database, type Statement } from "../connect.ts";
import { named } from "../operators.ts";
import { randomId } from "../random-id.ts";
import { insertFrom, isOneOf } from "../sql.ts";
import { activity } from "../tables/activity.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import type { Ended, Ending, Selection } from "./ending.ts";
import { insertTombstones, notifyOwners } from "./revocations-sql.ts";

/**
 * What is written while the selected tokens still exist: their tombstones, an activity for each, and the mail to the
 * owner if one is due.
 */
export function thatEnd(ending: Ending, at: number): Statement[] {
  const where = selected(ending.selection);
  return [insertTombstones(ending.by, at, where), recordEach(ending, at, where), ...notice(ending, at)];
}

/** The mail to the owner, written while the tokens still exist. */
export function notice({ selection, notify }: Ending, at: number): Statement[] {
  return notify ? [notifyOwners(notify, at, selected(selection))] : [];
}

/** Deletes the selected tokens. Of two simultaneous calls, the second finds nothing to do. */
export function deletion({ selection }: Ending): Statement {
  const { id, hash, hashEarlier: earlier, kind, userId } = token;
  return build.delete(token).where(selected(selection)).returning(named({ id, hash, earlier, kind, userId }));
}

/** The tokens that `deletion` deleted. */
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
    const piece = build
      .select({ seq: token.seq })
      .from(token)
      .where(and(eq(token.organizationId, organizationId), eq(token.userId, userId), lte(token.seq, through)))
      .orderBy(asc(token.seq))
      .limit(atMost);
    return inArray(token.seq, piece);
  }
  if ("ids" in selection) {
    const { organizationId, userId, kind, ids } = selection;
    // The plus keeps SQLite from reading the whole organization to look each token up among these.
    return and(
      isOneOf(token.id, ids),
      sql`+${token.organizationId} = ${organizationId}`,
      userId === undefined ? undefined : sql`+${token.userId} = ${userId}`,
      kind === undefined ? undefined : eq(token.kind, kind),
    );
  }
  const { organizationId, userId, kind, id, exceptId } = selection;
  return and(
    organizationId === undefined ? isWhereMember(userId) : eq(token.organizationId, organizationId),
    userId === undefined ? undefined : eq(token.userId, userId),
    kind === undefined ? undefined : eq(token.kind, kind),
    id === undefined ? undefined : eq(token.id, id),
    exceptId === undefined ? undefined : ne(token.id, exceptId),
  );
}

/** Finds tokens by organization and user: without the organization, SQLite would read every token. */
function isWhereMember(userId: string): SQL {
  const { organizationId } = membership;
  const theirs = build.select({ organizationId }).from(membership).where(eq(membership.userId, userId));
  return inArray(token.organizationId, theirs);
}

/** Uses the names of the token's own organization: what another organization calls somebody must not appear there. */
function recordEach({ by, actor, because, again }: Ending, at: number, where: SQL | undefined): Statement {
  const actorUserId = actor?.id ?? null;
  const nameThere = build
    .select({ name: acting.name })
    .from(acting)
    .where(and(eq(acting.organizationId, token.organizationId), sql`${acting.userId} = ${actorUserId}`));
  const further = JSON.stringify({ by, because, again: again ? 1 : undefined });
  const isOwner = and(
    eq(membership.organizationId, token.organizationId),
    eq(membership.userId, token.userId),
  );
  return insertFrom(
    activity,
    {
      id: randomId("act_"),
      organizationId: token.organizationId,
      actorUserId,
      actorName: sql`coalesce(${nameThere}, ${actor?.name ?? null})`,
      subjectUserId: token.userId,
      subjectName: membership.name,
      action: "token.revoked",
      tokenId: token.id,
      tokenName: token.name,
      detail: sql`json_patch(json_object('kind', ${token.kind}), ${further})`,
      at,
    },
    sql`${token} JOIN ${membership} ON ${isOwner}`,
    where,
  );
}

const acting = alias(membership, "acting");

/**
 * Whether the activity shows that an API token with this id was revoked in this organization at that instant (ms UTC).
 * The instant narrows the search to few activities.
 */
export async function wasRevokedIn(
  database: Database,
  organizationId: string,
  { tokenId, at }: { tokenId: string; at: number },
): Promise<boolean> {
  const [found] = await database
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, organizationId),
        eq(activity.at, at),
        eq(activity.tokenId, tokenId),
        eq(activity.action, "token.revoked"),
      ),
    )
    .limit(1);
  return found !== undefined;
}
