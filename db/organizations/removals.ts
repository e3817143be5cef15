import { type SQL, sql } from "drizzle-orm";
import type { Statement } from "../connect.ts";
import { OF_A_USER } from "../members/leaving.ts";

/** Tables with what is an organization's own, each with `organization_id`, children first. A test compares this with the schema. */
export const OF_AN_ORGANIZATION = [
  "one_time_link",
  "provider_subject",
  "provider_domain",
  "identity_provider",
  "outbox",
  "ending",
  "policy_due",
  "idle_walk",
  "membership",
  "name_due",
  "visibility_group",
  "organization_tally",
] as const;

/** Nobody of the organization is honoured from then on, nor comes in again. */
export function closeOrganization(organizationId: string, at: number): Statement[] {
  return [
    sql`UPDATE membership SET deactivated_at = coalesce(deactivated_at, ${at}) WHERE organization_id = ${organizationId}`,
  ];
}

/** What its tokens were used for. Before they end: nothing else says whose they were. */
export function removeUsageOf(organizationId: string): Statement[] {
  const tokens = sql`SELECT id FROM token WHERE organization_id = ${organizationId}`;
  return ["token_usage_day", "refused_since"].map(
    (table) => sql`DELETE FROM ${sql.identifier(table)} WHERE token_id IN (${tokens})`,
  );
}

/** Everything of an organization that has no token any more, but for its activity; and whoever is a member of none then. */
export function removeOrganization(organizationId: string, at: number): Statement[] {
  const nobodys = sql`SELECT id FROM user WHERE NOT EXISTS (SELECT 1 FROM membership WHERE membership.user_id = user.id)`;
  const bury = (where: SQL) => sql`INSERT OR IGNORE INTO tombstone_due (token_id, hash, revoked_at, by)
    SELECT id, hash, ${at}, 'administrator' FROM one_time_link WHERE ${where}`;
  return [
    bury(sql`organization_id = ${organizationId}`),
    ...OF_AN_ORGANIZATION.map(
      (table) => sql`DELETE FROM ${sql.identifier(table)} WHERE organization_id = ${organizationId}`,
    ),
    bury(sql`user_id IN (${nobodys})`),
    ...OF_A_USER.map((table) => sql`DELETE FROM ${sql.identifier(table)} WHERE user_id IN (${nobodys})`),
    sql`DELETE FROM user WHERE id IN (${nobodys})`,
    sql`UPDATE organization SET partner_id = NULL WHERE partner_id = ${organizationId}`,
    sql`DELETE FROM organization WHERE id = ${organizationId}`,
  ];
}

/** At most so much of what an organization that is no more has left behind. */
export function removeActivityOf(organizationId: string, atMost: number): Statement {
  return sql`DELETE FROM activity WHERE rowid IN (SELECT rowid FROM activity
    WHERE organization_id = ${organizationId} LIMIT ${atMost}) RETURNING id`;
}

/** What was written to an address, and tried with it. */
export function removeTracesOf(email: string): Statement[] {
  return [
    sql`DELETE FROM outbox WHERE recipient = ${email}`,
    sql`DELETE FROM sign_in_attempt WHERE email = ${email}`,
  ];
}
