CREATE TABLE `token_creation` (
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`key` text NOT NULL,
	`actor_user_id` text NOT NULL,
	`token_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `user_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `token_creation_by_time` ON `token_creation` (`created_at`);--> statement-breakpoint
ALTER TABLE `token` ADD `purpose` text;--> statement-breakpoint
DROP VIEW `token_with_last_use`;--> statement-breakpoint
CREATE VIEW `token_with_last_use` AS select "token"."seq", "token"."id", "token"."organization_id", "token"."user_id", "token"."kind", "token"."name", "token"."purpose", "token"."owner_folded", "token"."name_folded", "token"."hash", "token"."scopes", "token"."endpoints", "token"."created_at", "token"."expires_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0, "token"."last_used_at") as "last_used_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 1, "token"."last_used_method") as "last_used_method", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 2, "token"."last_used_path") as "last_used_path", "token"."sorted_used_at", "token"."sorted_usage", "token"."use_marked_at", "token"."use_sheet", "token"."earlier_used_at", "token"."earlier_usage", "token"."hash_earlier", "token"."earlier_ends_at", "token"."earlier_ends_at_first_use", "token"."earlier_secret_used_at", "token"."earlier_secret_usage", "token"."rotated_at", "token"."new_secret_used", "token"."self_rotation", "token"."suspended_at", "token"."suspended_until", "token"."suspended_by", "token"."resumed_at", "token"."sorted_expiry", "token"."expiry_notice", "token"."idle_notice_at", "token"."user_agent", "token"."client_address" from "token" left join "use_sheet" on "use_sheet"."id" = "token"."use_sheet";