CREATE TABLE `policy_due` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`at` integer NOT NULL,
	`max_lifetime_days` integer NOT NULL,
	`exempt_service_users` integer NOT NULL,
	`after` text DEFAULT '' NOT NULL,
	`spared` text DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `policy_due_organization_id_unique` ON `policy_due` (`organization_id`);--> statement-breakpoint
--> statement-breakpoint
-- How long a token lives from when it was made or rotated: as `db/policy.ts` has it.
CREATE INDEX `token_by_life` ON `token` (
  `organization_id`, coalesce(`expires_at`, 9007199254740991) - coalesce(`rotated_at`, `created_at`), `id`) WHERE kind = 'api';
--> statement-breakpoint
-- Anew, for of indexes that fit alike SQLite takes the youngest: tokens in use are found by this one.
DROP INDEX `token_in_use`;
--> statement-breakpoint
CREATE INDEX `token_in_use` ON `token` (`organization_id`,`use_sheet`) WHERE use_marked_at IS NOT NULL;
