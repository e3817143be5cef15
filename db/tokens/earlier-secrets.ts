import { and, eq, gt, isNotNull, not, sql } from "drizzle-orm";
import type { Activity } from "../../worker/domain/activity/actions.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import type { EarlierSecret } from "../../worker/domain/tokens/rotation.ts";
import { TokenHash } from "../../worker/domain/tokens/secret.ts";
import { recordActivityWhere } from "../commit.ts";
import { build, type Database, prepare, type Statement } from "../connect.ts";
import { hasRow } from "../operators.ts";
import { activity } from "../tables/activity.ts";
import { membership } from "../tables/membership.ts";
import { token } from "../tables/token.ts";
import { findEndedSecrets } from "./sql.ts";
import type { MemberKey } from "./tokens.ts";

/** Ends the earlier secret: from then on the present one is the only one. */
export function dropEarlierSecret(id: string, earlier: TokenHash): Statement {
  return build
    .update(token)
    .set({
      hashEarlier: null,
      earlierEndsAt: null,
      earlierEndsAtFirstUse: null,
      earlierSecretUsedAt: null,
      earlierSecretUsage: null,
    })
    .where(and(eq(token.id, id), eq(token.hashEarlier, earlier.toBytes())));
}

/** Records that the present secret was used while the earlier one stays valid. */
export async function markNewSecretUsed(
  database: Database,
  id: string,
  { hash }: Pick<EarlierSecret, "hash">,
): Promise<void> {
  await database
    .update(token)
    .set({ newSecretUsed: true })
    .where(and(eq(token.id, id), eq(token.hashEarlier, hash.toBytes())));
}

export async function recordEarlierUse(
  database: Database,
  id: string,
  at: number,
  { method, path }: LastUse,
): Promise<void> {
  const isLater = sql`coalesce(${token.earlierSecretUsedAt}, 0) < ${at}`;
  await database
    .update(token)
    .set({ earlierSecretUsedAt: at, earlierSecretUsage: JSON.stringify([method, path]) })
    .where(and(eq(token.id, id), isNotNull(token.hashEarlier), isLater));
}

/** Earlier secrets whose time is over, the earliest ended first. */
export async function earlierSecretsEndedBy(
  database: Database,
  now: number,
  limit: number,
): Promise<
  (MemberKey & { id: string; name: string; memberName: string; earlier: TokenHash; endedAt: number })[]
> {
  const { results } = await prepare(database, findEndedSecrets(now, limit)).all<
    MemberKey & { id: string; name: string; memberName: string; earlier: number[]; endedAt: number }
  >();
  return results.map((row) => ({ ...row, earlier: new TokenHash(Uint8Array.from(row.earlier)) }));
}

/** Appends an activity that a retired secret was used, unless this token has one since then. */
export async function recordRetiredUse(
  database: Database,
  tokenId: string,
  at: number,
  since: number,
): Promise<void> {
  const [row] = await database
    .select({
      organizationId: token.organizationId,
      userId: token.userId,
      name: token.name,
      memberName: membership.name,
    })
    .from(token)
    .innerJoin(
      membership,
      and(eq(membership.organizationId, token.organizationId), eq(membership.userId, token.userId)),
    )
    .where(eq(token.id, tokenId));
  if (!row) return;
  const action = "token.retired-secret-used";
  const entry: Activity = {
    action,
    detail: {},
    organizationId: row.organizationId,
    actor: null,
    subject: { id: row.userId, name: row.memberName },
    token: { id: tokenId, name: row.name },
    at,
  };
  const isRecorded = and(
    eq(activity.organizationId, row.organizationId),
    eq(activity.subjectUserId, row.userId),
    gt(activity.at, since),
    eq(activity.action, action),
    eq(activity.tokenId, tokenId),
  );
  await prepare(database, recordActivityWhere(entry, not(hasRow(activity, isRecorded)))).run();
}
