ALTER TABLE `one_time_link` ADD `organization_id` text;--> statement-breakpoint
CREATE INDEX `outbox_by_recipient` ON `outbox` (`recipient`,`created_at`);