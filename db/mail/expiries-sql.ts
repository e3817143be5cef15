import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../../worker/domain/durations.ts";
import type { Statement } from "../connect.ts";
import type { ExpiringToken, ToldToken } from "./expiring-token.ts";

/** Exactly as in the index `token_by_expiry_notice`, or SQLite does not use it. */
const end = "`expires_at` / 86400000";
const life = `${end} - coalesce(\`rotated_at\`, \`created_at\`) / 86400000`;
const told = "coalesce(`expiry_notice`, 99)";
const DUE = sql.raw(`CASE
  WHEN ${told} > 30 AND ${life} >= 90 THEN ${end} - 30
  WHEN ${told} > 14 AND ${life} >= 30 THEN ${end} - 14
  WHEN ${told} > 7 AND ${life} >= 7 THEN ${end} - 7
  WHEN ${told} > 1 AND ${life} >= 7 THEN ${end} - 1
  WHEN ${told} > -1 AND ${life} >= 1 THEN ${end} + 1
END`);

/**
 * Whether the reader may open the pages, for a membership joined with its user: a contact may only if a superuser has
 * that address. Raw: like the statements that contain it.
 */
export const MAY_OPEN = sql`(membership.contact IS NULL OR EXISTS (SELECT 1 FROM user AS reader
  CROSS JOIN membership AS theirs
    ON theirs.organization_id = membership.organization_id AND theirs.user_id = reader.id
  WHERE reader.email = membership.contact AND theirs.role IN ('superuser', 'master_admin')
    AND theirs.deactivated_at IS NULL))`;

/** The query of `expiriesToTell`. Raw: along an index of an expression; joins in that order read no extra row. */
export function findExpiries(day: number, after: ExpiringToken | null, limit: number): SQL {
  const place = sql`${DUE}, organization_id, user_id, seq`;
  const behind = after
    ? sql`AND (${place}) > (${after.due}, ${after.organizationId}, ${after.userId}, ${after.seq})`
    : sql``;
  return sql`SELECT t.seq, t.id, t.name, t.created_at AS createdAt, t.rotated_at AS rotatedAt, t.expires_at AS expiresAt,
      t.expiry_notice AS expiryNotice, t.last_used_at AS lastUsedAt, t.last_used_method AS lastUsedMethod,
      t.last_used_path AS lastUsedPath, found.due, t.organization_id AS organizationId,
      organization.name AS organizationName, t.user_id AS userId, membership.name AS ownerName,
      user.kind AS ownerKind, coalesce(user.email, membership.contact) AS address,
      ${MAY_OPEN} AS mayOpen, (membership.deactivated_at IS NOT NULL OR t.seq <= coalesce(membership.ended_through, -1)) AS isOver,
      EXISTS (SELECT 1 FROM outbox INDEXED BY outbox_by_recipient
        WHERE recipient = coalesce(user.email, membership.contact) AND created_at >= ${day * DAY_MS} AND attempts > 0
          AND organization_id = t.organization_id AND notice ->> 'kind' = 'tokens-expiring') AS isSentToday
    FROM (SELECT seq, ${DUE} AS due FROM token INDEXED BY token_by_expiry_notice
        WHERE kind = 'api' AND expires_at IS NOT NULL AND ${DUE} <= ${day} ${behind}
        ORDER BY ${place} LIMIT ${limit}) AS found
      CROSS JOIN token_with_last_use AS t ON t.seq = found.seq
      CROSS JOIN membership ON membership.organization_id = t.organization_id AND membership.user_id = t.user_id
      CROSS JOIN user ON user.id = t.user_id
      CROSS JOIN organization ON organization.id = t.organization_id
    ORDER BY found.due, t.organization_id, t.user_id, t.seq`;
}

/** Marks these thresholds as told. Raw: UPDATE … FROM json_each, for any number of tokens. */
export function markTold(tokens: readonly ToldToken[]): Statement {
  const due = JSON.stringify(tokens.map(({ id, threshold, expiresAt }) => [id, threshold, expiresAt]));
  return sql`UPDATE token SET expiry_notice = due.value ->> 1 FROM json_each(${due}) AS due
    WHERE token.id = due.value ->> 0 AND token.expires_at = due.value ->> 2
      AND coalesce(token.expiry_notice, 99) > due.value ->> 1`;
}
