import { sql } from "drizzle-orm";
import { sqliteView, text } from "drizzle-orm/sqlite-core";
import { membership } from "./membership.ts";
import { organization } from "./organization.ts";
import { token } from "./token.ts";
import { user } from "./user.ts";

/**
 * A token with all that its verification needs, as one JSON array, which a Worker reads faster than twenty columns. A
 * view, so that each verification sends a short query. During a rollout the earlier Worker reads it too, so new facts
 * go to the end. The catalogue of endpoints is a column of its own, because it is long and seldom needed: see
 * `worker/verification/known-endpoints.ts`.
 */
export const tokenToVerify = sqliteView("token_to_verify", {
  id: text().notNull(),
  facts: text().notNull(),
  catalogue: text().notNull(),
  catalogueVersion: text("catalogue_version"),
}).as(sql`
  SELECT ${token.id} AS id, json_array(
    ${token.id}, ${token.kind}, ${token.name}, lower(hex(${token.hash})), ${token.scopes},
    ${token.createdAt}, ${token.expiresAt}, ${token.lastUsedAt}, ${token.useMarkedAt} IS NOT NULL,
    ${user.id}, ${user.email}, ${user.kind},
    ${membership.name}, ${membership.role}, json(${membership.permissions}), json(${membership.visibilityGroups}),
    ${membership.deactivatedAt},
    ${organization.id}, ${organization.name}, ${organization.kind}, json(${organization.apiPermissions}),
    ${token.endpoints}, ${organization.unlistedEndpoints}, ${organization.endpointsVersion},
    json(CASE WHEN ${token.seq} <= ${membership.endedThrough} THEN
      json_array(${membership.endedAt}, ${membership.endedBy}) END),
    json(CASE WHEN ${token.hashEarlier} IS NOT NULL THEN
      json_array(lower(hex(${token.hashEarlier})), ${token.earlierEndsAt}, ${token.earlierEndsAtFirstUse},
        ${token.newSecretUsed}) END),
    json(CASE WHEN ${token.suspendedAt} IS NOT NULL THEN
      json_array(${token.suspendedAt}, ${token.suspendedUntil}, ${token.suspendedBy}) END),
    json(CASE WHEN ${token.kind} = 'session' THEN
      json_array(coalesce(${token.way}, 'password'), coalesce(${token.provedAt}, ${token.createdAt}),
        ${organization.requiresProvider},
        coalesce(${token.way} = 'provider' AND ${token.seq} <= ${organization.providerEndedThrough}, 0)) END)
  ) AS facts, ${organization.endpoints} AS catalogue, ${organization.endpointsVersion} AS catalogue_version
  FROM ${token}
  JOIN ${membership} ON ${membership.organizationId} = ${token.organizationId}
    AND ${membership.userId} = ${token.userId}
  JOIN ${user} ON ${user.id} = ${token.userId}
  JOIN ${organization} ON ${organization.id} = ${token.organizationId}`);
