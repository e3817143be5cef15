/**
 * What a backup holds, each table after those that it refers to. Fences come first: what is revoked while a backup
 * is made stands before a fence that it lacks.
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

/** Nothing is ever taken out of these: what was read of them stays true. */
export const APPEND_ONLY: readonly string[] = ["activity"];

/** What triggers make again from the above, what is forgotten by itself, and what migrations keep. */
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
