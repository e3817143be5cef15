import { sql } from "drizzle-orm";
import {
  blob,
  check,
  foreignKey,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { WAYS } from "../../worker/domain/sign-in/way.ts";
import { membership } from "./membership.ts";

/** The sort value of a token that never expires. */
export const LAST_OF_ALL = Number.MAX_SAFE_INTEGER;

/**
 * Both kinds of secondary token: sessions and API tokens. A row is a live token; revoking deletes it. `seq` is the
 * row's stable number for full-text search. It never leaves the database: it would tell one organization how busy the
 * others are.
 */
export const token = sqliteTable(
  "token",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** The 12 base62 characters inside the token. */
    id: text().notNull(),
    organizationId: text("organization_id").notNull(),
    userId: text("user_id").notNull(),
    kind: text({ enum: ["session", "api"] }).notNull(),
    name: text().notNull(),
    /** What it is for, in its maker's words. */
    purpose: text(),
    /** `membership.folded` of the owner, copied by a trigger. */
    ownerFolded: text("owner_folded").notNull().default(""),
    /** `name` folded for search: see `worker/domain/search-term.ts`. */
    nameFolded: text("name_folded").notNull(),
    /** SHA-256 of the whole token. */
    hash: blob({ mode: "buffer" }).$type<Uint8Array>().notNull(),
    /** "all", or a JSON list of permissions; null only for sessions. */
    scopes: text(),
    /** "all", or a JSON list of endpoints; meaningless for sessions. */
    endpoints: text().notNull().default("all"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at"),
    lastUsedAt: integer("last_used_at"),
    lastUsedMethod: text("last_used_method"),
    lastUsedPath: text("last_used_path"),
    /**
     * The last use by which the organization's list finds the token: -1 and '' for never. While `useMarkedAt` is set
     * they lag behind the columns above; see `worker/decisions/011-a-token-in-use-is-marked.md`.
     */
    sortedUsedAt: integer("sorted_used_at").notNull().default(-1),
    sortedUsage: text("sorted_usage").notNull().default(""),
    useMarkedAt: integer("use_marked_at"),
    /** The sheet that its later uses are written to. */
    useSheet: integer("use_sheet"),
    /** Written by the earlier version's Worker, and read by nobody: the next version may drop them. */
    earlierUsedAt: integer("earlier_used_at").notNull().default(-1),
    earlierUsage: text("earlier_usage").notNull().default(""),
    /** During a rotation: SHA-256 of the earlier secret, and until when it holds. */
    hashEarlier: blob("hash_earlier", { mode: "buffer" }).$type<Uint8Array>(),
    earlierEndsAt: integer("earlier_ends_at"),
    earlierEndsAtFirstUse: integer("earlier_ends_at_first_use", { mode: "boolean" }),
    /** When the earlier secret was last used, and for what: `[method, path]`. */
    earlierSecretUsedAt: integer("earlier_secret_used_at"),
    earlierSecretUsage: text("earlier_secret_usage"),
    rotatedAt: integer("rotated_at"),
    /** Whether the present secret, made by a rotation, was used while the earlier one still held. */
    newSecretUsed: integer("new_secret_used", { mode: "boolean" }).notNull().default(false),
    /** Whether the token may rotate itself. */
    selfRotation: integer("self_rotation", { mode: "boolean" }).notNull().default(false),
    /** Suspended until then; without an end, until somebody resumes it. */
    suspendedAt: integer("suspended_at"),
    suspendedUntil: integer("suspended_until"),
    suspendedBy: text("suspended_by", { enum: ["owner", "administrator", "policy"] }),
    /** When somebody last resumed it. */
    resumedAt: integer("resumed_at"),
    /** `expiresAt`, copied by triggers; later than any time if it never expires. */
    sortedExpiry: integer("sorted_expiry").notNull().default(LAST_OF_ALL),
    /** Its member may not use tokens now; maintained by triggers. A deactivated member holds none. */
    isBlocked: integer("is_blocked", { mode: "boolean" }).notNull().default(false),
    /**
     * The last expiry threshold that its owner was told, in days before the end; -1 once they know that it expired.
     */
    expiryNotice: integer("expiry_notice"),
    /** When its owner was told that the policy will suspend it as idle. */
    idleNoticeAt: integer("idle_notice_at"),
    /**
     * Sessions only: how it was opened, and when its person last proved who they are. Null for sessions from before
     * there was a choice.
     */
    way: text({ enum: WAYS }),
    provedAt: integer("proved_at"),
    userAgent: text("user_agent"),
    clientAddress: text("client_address"),
  },
  (table) => [
    uniqueIndex("token_by_id").on(table.id),
    index("token_by_member").on(table.organizationId, table.userId, table.kind, table.createdAt, table.id),
    index("token_by_expiry").on(table.kind, table.expiresAt).where(sql`expires_at IS NOT NULL`),
    index("token_by_name").on(table.organizationId, table.nameFolded, table.id).where(sql`kind = 'api'`),
    index("token_by_prefix").on(table.organizationId, table.id).where(sql`kind = 'api'`),
    index("token_by_owner").on(table.organizationId, table.ownerFolded, table.id).where(sql`kind = 'api'`),
    index("token_by_creation").on(table.organizationId, table.createdAt, table.id).where(sql`kind = 'api'`),
    index("token_by_last_use")
      .on(table.organizationId, table.sortedUsedAt, table.id)
      .where(sql`kind = 'api'`),
    index("token_by_last_usage")
      .on(table.organizationId, table.sortedUsage, table.id)
      .where(sql`kind = 'api'`),
    index("token_by_earlier_end").on(table.earlierEndsAt).where(sql`hash_earlier IS NOT NULL`),
    index("token_told_idle").on(table.idleNoticeAt).where(sql`idle_notice_at IS NOT NULL`),
    index("token_by_end").on(table.organizationId, table.sortedExpiry, table.id).where(sql`kind = 'api'`),
    index("token_suspended").on(table.organizationId).where(sql`suspended_at IS NOT NULL`),
    index("token_blocked").on(table.organizationId).where(sql`is_blocked`),
    index("token_in_rotation").on(table.organizationId).where(sql`hash_earlier IS NOT NULL`),
    index("token_in_use").on(table.organizationId, table.useSheet).where(sql`use_marked_at IS NOT NULL`),
    foreignKey({
      columns: [table.organizationId, table.userId],
      foreignColumns: [membership.organizationId, membership.userId],
    }),
    check("token_hash", sql`typeof(${table.hash}) = 'blob' AND length(${table.hash}) = 32`),
    check("token_id", sql`length(${table.id}) = 12`),
    check(
      "token_kind",
      sql`(${table.kind} = 'session' AND ${table.expiresAt} IS NOT NULL AND ${table.scopes} IS NULL)
        OR (${table.kind} = 'api' AND ${table.scopes} IS NOT NULL AND ${table.userAgent} IS NULL AND ${table.clientAddress} IS NULL)`,
    ),
    check(
      "token_scopes",
      sql`${table.scopes} IS NULL OR ${table.scopes} = 'all' OR (json_valid(${table.scopes}) AND json_array_length(${table.scopes}) > 0)`,
    ),
    check(
      "token_endpoints",
      sql`${table.endpoints} = 'all' OR (json_valid(${table.endpoints}) AND json_array_length(${table.endpoints}) > 0)`,
    ),
    check("token_last_use", sql`(${table.lastUsedAt} IS NULL) = (${table.lastUsedMethod} IS NULL)`),
  ],
);
