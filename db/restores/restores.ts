import { and, asc, eq, gte, isNotNull, isNull, type SQLWrapper, sql } from "drizzle-orm";
import { batch, build, type Database } from "../connect.ts";
import { countOf, named } from "../operators.ts";
import { randomId } from "../random-id.ts";
import { insertFrom, isOneOf, isOneOfHashes } from "../sql.ts";
import { activity } from "../tables/activity.ts";
import { databaseRestore } from "../tables/database-restore.ts";
import { fence } from "../tables/fence.ts";
import { membership } from "../tables/membership.ts";
import { oneTimeLink } from "../tables/one-time-link.ts";
import { organization } from "../tables/organization.ts";
import { outbox } from "../tables/outbox.ts";
import { token } from "../tables/token.ts";
import { user } from "../tables/user.ts";
import type { MemberKey } from "../tokens/tokens.ts";
import type { StoredFence } from "./fences.ts";

/** A noticed restore that is not mended yet. `cursor`: how far KV's tombstones have been read. */
export type UnmendedRestore = { id: number; noticedAt: number; cursor: string | null };

export async function unmendedRestore(database: Database): Promise<UnmendedRestore | null> {
  const { id, noticedAt, cursor, mendedAt } = databaseRestore;
  const [restore] = await database
    .select({ id, noticedAt, cursor })
    .from(databaseRestore)
    .where(isNull(mendedAt))
    .orderBy(asc(id))
    .limit(1);
  return restore ?? null;
}

export type Revived = MemberKey & { id: string; kind: "session" | "api"; hash: string };

/** Tokens with these ids or, if only hashes are known, with these hashes: that uses no index, but is rare. */
export async function findRevived(
  database: Database,
  { ids, hashes }: { ids: readonly string[]; hashes: readonly string[] },
): Promise<Revived[]> {
  const { id, organizationId, userId, kind } = token;
  const columns = named({ id, organizationId, userId, kind, hash: sql`lower(hex(${token.hash}))` });
  const byId = build.select(columns).from(token).where(isOneOf(id, ids));
  const byHash = build.select(columns).from(token).where(isOneOfHashes(token.hash, hashes));
  const results = await batch<Revived>(database, hashes.length > 0 ? [byId, byHash] : [byId]);
  return results.flatMap((result) => result.results);
}

/**
 * Ends one-time links whose tombstones were found, and the earlier secrets of tokens in rotation: a later job removes
 * those, as if their time was over.
 */
export async function endLinksAndEarlierSecrets(
  database: Database,
  buried: readonly { id: string; hash: string }[],
  at: number,
): Promise<void> {
  const ids = buried.map(({ id }) => id);
  const hashes = buried.map(({ hash }) => hash);
  const isBuried = (id: SQLWrapper, hash: SQLWrapper) => and(isOneOf(id, ids), isOneOfHashes(hash, hashes));
  await batch(database, [
    build.delete(oneTimeLink).where(isBuried(oneTimeLink.id, oneTimeLink.hash)),
    build.update(token).set({ earlierEndsAt: at }).where(isBuried(token.id, token.hashEarlier)),
  ]);
}

/** False if a further restore was noticed meanwhile, so that mending has to start again. */
export async function keepCursor(
  database: Database,
  { id, noticedAt }: UnmendedRestore,
  cursor: string | null,
): Promise<boolean> {
  const isSame = and(eq(databaseRestore.id, id), eq(databaseRestore.noticedAt, noticedAt));
  const kept = await database.update(databaseRestore).set({ cursor }).where(isSame).returning();
  return kept.length > 0;
}

/** Writes a fence although the restore is not recorded as mended yet: everything that came back has ended. */
export async function insertFenceOfMended(database: Database, { id, at }: StoredFence): Promise<void> {
  await database.insert(fence).values({ id, createdAt: at });
}

/**
 * Records that it is mended, and tells the Master Admins of every organization; of two simultaneous calls, one does.
 */
export async function recordMended(database: Database, id: number, at: number): Promise<void> {
  const isOpen = and(eq(databaseRestore.id, id), isNull(databaseRestore.mendedAt));
  const revokedAgain = countOf(
    activity,
    and(
      eq(activity.organizationId, membership.organizationId),
      gte(activity.at, databaseRestore.noticedAt),
      eq(activity.action, "token.revoked"),
      sql`${activity.detail} ->> 'again'`,
    ),
  );
  const notice = sql`json_object('kind', 'database-restored', 'organization', ${organization.name},
    'from', ${databaseRestore.intactUntil}, 'to', ${databaseRestore.noticedAt}, 'revokedAgain', ${revokedAgain})`;
  const isMasterAdmin = and(eq(membership.role, "master_admin"), isNull(membership.deactivatedAt));
  const masterAdmins = sql`${databaseRestore}
    JOIN ${membership} ON ${isMasterAdmin}
    JOIN ${user} ON ${user.id} = ${membership.userId}
    JOIN ${organization} ON ${organization.id} = ${membership.organizationId}`;
  await batch(database, [
    insertFrom(
      outbox,
      { id: randomId("out_"), recipient: user.email, notice, createdAt: at, nextAttemptAt: at },
      masterAdmins,
      and(isOpen, isNotNull(user.email)),
    ),
    build.update(databaseRestore).set({ mendedAt: at }).where(isOpen),
  ]);
}
