import { and, eq, type SQL, sql } from "drizzle-orm";
import { activity } from "../tables/activity.ts";

type Page = { organizationId: string; after: SQL | undefined; limit: number };

/**
 * A page of an organization's activity, newest first. Raw: `newestOf` unites two of these, each limited first, and the
 * builder would give their columns equal names.
 */
export function newest({ organizationId, after, limit }: Page, whose?: SQL): SQL {
  return sql`SELECT id, at, action, detail, actor_user_id AS actorId, actor_name AS actorName,
      subject_user_id AS subjectId, subject_name AS subjectName, token_id AS tokenId, token_name AS tokenName,
      (SELECT json_array(count, last_at, method, route) FROM refused_since
        WHERE token_id = activity.token_id AND action = 'token.revoked') AS refused
    FROM activity WHERE ${and(eq(activity.organizationId, organizationId), whose, after)}
    ORDER BY at DESC, id DESC LIMIT ${limit}`;
}

/**
 * The same for one person: what they did, and what was done to them. Raw: a UNION of pages, each along its own index.
 */
export function newestOf(userId: string, page: Page): SQL {
  return sql`SELECT * FROM (SELECT * FROM (${newest(page, eq(activity.subjectUserId, userId))})
      UNION SELECT * FROM (${newest(page, eq(activity.actorUserId, userId))}))
    ORDER BY at DESC, id DESC LIMIT ${page.limit}`;
}

/** Raw: CROSS JOIN, by rowid: finds old activity per organization, along the index of each. */
export function removeSome(before: number, atMost: number): SQL {
  return sql`DELETE FROM activity WHERE rowid IN (SELECT old.rowid FROM organization CROSS JOIN activity AS old
    ON old.organization_id = organization.id AND old.at < ${before} LIMIT ${atMost})`;
}

/** Raw: INDEXED BY an index of an expression, by rowid. */
export function forgetSomeClients(before: number, atMost: number): SQL {
  return sql`UPDATE activity SET detail = json_remove(detail, '$.clientAddress', '$.userAgent')
    WHERE rowid IN (SELECT rowid FROM activity INDEXED BY activity_with_client
      WHERE at < ${before} AND json_extract(detail, '$.clientAddress') IS NOT NULL LIMIT ${atMost})`;
}
