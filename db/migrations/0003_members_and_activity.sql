ALTER TABLE `membership` ADD `folded` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `membership` ADD `revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `membership_by_name` ON `membership` (`organization_id`,`folded`,`user_id`);--> statement-breakpoint
CREATE INDEX `activity_by_actor` ON `activity` (`organization_id`,`actor_user_id`,`at`,`id`);