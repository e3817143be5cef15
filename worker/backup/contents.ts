/**
 * The tables of a backup, each after those that it refers to. Fences come first: what is revoked while a backup is
 * made precedes a fence that the backup lacks.
 */
export const KEPT_TABLES = [
  "fence",
  "organization",
  "user",
  "membership",
  "ending",
  "policy_due",
  "name_due",
  "idle_walk",
  "visibility_group",
  "token",
  "use_sheet",
  "activity",
  "outbox",
  "one_time_link",
  "passkey",
  "identity_provider",
  "provider_domain",
  "provider_subject",
  "tombstone_due",
  "token_usage_day",
  "token_permission_use",
  "refused_since",
] as const;

/** Rows of these tables are never deleted, so what was read of them stays true. */
export const APPEND_ONLY: readonly string[] = ["activity"];

/** What triggers rebuild, what expires by itself, and what migrations hold. */
export const LEFT_OUT = [
  "organization_tally",
  "activity_retention",
  "cron_run",
  "reserve",
  "database_restore",
  "sign_in_attempt",
  "token_creation",
  "passkey_challenge",
  "provider_flow",
  "token_search",
  "d1_migrations",
  "sqlite_sequence",
];
