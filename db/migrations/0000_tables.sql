CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`actor_user_id` text,
	`actor_name` text,
	`subject_user_id` text,
	`subject_name` text,
	`action` text NOT NULL,
	`token_id` text,
	`token_name` text,
	`detail` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `activity_by_organization` ON `activity` (`organization_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `activity_by_subject` ON `activity` (`organization_id`,`subject_user_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `membership` (
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`permissions` text NOT NULL,
	`visibility_groups` text NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	PRIMARY KEY(`organization_id`, `user_id`),
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "membership_role" CHECK("membership"."role" IN ('master_admin', 'superuser', 'member')),
	CONSTRAINT "membership_permissions" CHECK(json_type("membership"."permissions") = 'array'),
	CONSTRAINT "membership_visibility_groups" CHECK(json_type("membership"."visibility_groups") = 'array')
);
--> statement-breakpoint
CREATE INDEX `membership_by_user` ON `membership` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`purpose` text NOT NULL,
	`hash` blob NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `one_time_link_by_user` ON `one_time_link` (`user_id`);--> statement-breakpoint
CREATE TABLE `organization` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`partner_id` text,
	`api_permissions` text NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "organization_kind" CHECK("organization"."kind" IN ('customer', 'partner')),
	CONSTRAINT "organization_partner" CHECK("organization"."partner_id" IS NULL OR "organization"."kind" = 'customer')
);
--> statement-breakpoint
CREATE INDEX `organization_by_partner` ON `organization` (`partner_id`,`name`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text NOT NULL,
	`notice` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`next_attempt_at` integer,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`next_attempt_at`) WHERE next_attempt_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `sign_in_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`client_address` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_attempt_by_email` ON `sign_in_attempt` (`email`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_attempt_by_time` ON `sign_in_attempt` (`at`);--> statement-breakpoint
CREATE TABLE `token` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`hash` blob NOT NULL,
	`scopes` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`last_used_method` text,
	`last_used_path` text,
	`user_agent` text,
	`client_address` text,
	FOREIGN KEY (`organization_id`,`user_id`) REFERENCES `membership`(`organization_id`,`user_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "token_hash" CHECK(typeof("token"."hash") = 'blob' AND length("token"."hash") = 32),
	CONSTRAINT "token_id" CHECK(length("token"."id") = 12),
	CONSTRAINT "token_kind" CHECK(("token"."kind" = 'session' AND "token"."expires_at" IS NOT NULL AND "token"."scopes" IS NULL)
        OR ("token"."kind" = 'api' AND "token"."scopes" IS NOT NULL AND "token"."user_agent" IS NULL AND "token"."client_address" IS NULL)),
	CONSTRAINT "token_scopes" CHECK("token"."scopes" IS NULL OR "token"."scopes" = 'all' OR (json_valid("token"."scopes") AND json_array_length("token"."scopes") > 0)),
	CONSTRAINT "token_last_use" CHECK(("token"."last_used_at" IS NULL) = ("token"."last_used_method" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_by_id` ON `token` (`id`);--> statement-breakpoint
CREATE INDEX `token_by_member` ON `token` (`organization_id`,`user_id`,`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `token_by_expiry` ON `token` (`expires_at`) WHERE expires_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `tombstone_due` (
	`token_id` text PRIMARY KEY NOT NULL,
	`hash` blob NOT NULL,
	`revoked_at` integer NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text,
	`kind` text NOT NULL,
	`password_hash` text,
	`created_at` integer NOT NULL,
	CONSTRAINT "user_kind" CHECK("user"."kind" IN ('human', 'service')),
	CONSTRAINT "user_service_cannot_sign_in" CHECK(("user"."kind" = 'human' AND "user"."email" IS NOT NULL) OR ("user"."kind" = 'service' AND "user"."email" IS NULL AND "user"."password_hash" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `visibility_group` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visibility_group_by_name` ON `visibility_group` (`organization_id`,`name`);