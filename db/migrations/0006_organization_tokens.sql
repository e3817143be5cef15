CREATE TABLE `organization_tally` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organization_id` text NOT NULL,
	`members` integer DEFAULT 0 NOT NULL,
	`tokens` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organization_tally_organization_id_unique` ON `organization_tally` (`organization_id`);--> statement-breakpoint
ALTER TABLE `token` ADD `owner_folded` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `sorted_used_at` integer DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `sorted_usage` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `use_marked_at` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `earlier_used_at` integer DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `earlier_usage` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `token_by_name` ON `token` (`organization_id`,`name_folded`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_by_prefix` ON `token` (`organization_id`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_by_owner` ON `token` (`organization_id`,`owner_folded`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_by_creation` ON `token` (`organization_id`,`created_at`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_by_last_use` ON `token` (`organization_id`,`sorted_used_at`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_by_last_usage` ON `token` (`organization_id`,`sorted_usage`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_in_use` ON `token` (`organization_id`) WHERE use_marked_at IS NOT NULL;