CREATE TABLE `ending` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`through` integer NOT NULL,
	`by` text NOT NULL,
	`actor_id` text,
	`actor_name` text,
	`at` integer NOT NULL,
	`removes_member` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ending_by_member` ON `ending` (`organization_id`,`user_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_tombstone_due` (
	`hash` blob PRIMARY KEY NOT NULL,
	`token_id` text NOT NULL,
	`revoked_at` integer NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_tombstone_due`("hash", "token_id", "revoked_at", "by") SELECT "hash", "token_id", "revoked_at", "by" FROM `tombstone_due`;--> statement-breakpoint
DROP TABLE `tombstone_due`;--> statement-breakpoint
ALTER TABLE `__new_tombstone_due` RENAME TO `tombstone_due`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `membership` ADD `ended_through` integer;--> statement-breakpoint
ALTER TABLE `membership` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `membership` ADD `ended_by` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `organization_id` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `is_urgent` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `problem` text;--> statement-breakpoint
CREATE INDEX `outbox_due_by_urgency` ON `outbox` (`is_urgent`,`next_attempt_at`) WHERE next_attempt_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_undelivered` ON `outbox` (`organization_id`,`created_at`) WHERE problem IS NOT NULL AND sent_at IS NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `hash_earlier` blob;--> statement-breakpoint
ALTER TABLE `token` ADD `earlier_ends_at` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `earlier_ends_at_first_use` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `earlier_secret_used_at` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `earlier_secret_usage` text;--> statement-breakpoint
ALTER TABLE `token` ADD `rotated_at` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `new_secret_used` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `self_rotation` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `suspended_at` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `suspended_until` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `suspended_by` text;--> statement-breakpoint
CREATE INDEX `token_by_earlier_end` ON `token` (`earlier_ends_at`) WHERE hash_earlier IS NOT NULL;--> statement-breakpoint
DROP VIEW `token_to_verify`;--> statement-breakpoint
DROP VIEW `token_with_last_use`;--> statement-breakpoint
CREATE VIEW `token_to_verify` AS 
  SELECT "token"."id" AS id, json_array(
    "token"."id", "token"."kind", "token"."name", lower(hex("token"."hash")), "token"."scopes",
    "token"."created_at", "token"."expires_at", "token"."last_used_at", "token"."use_marked_at" IS NOT NULL,
    "user"."id", "user"."email", "user"."kind",
    "membership"."name", "membership"."role", json("membership"."permissions"), json("membership"."visibility_groups"),
    "membership"."deactivated_at",
    "organization"."id", "organization"."name", "organization"."kind", json("organization"."api_permissions"),
    "token"."endpoints", "organization"."unlisted_endpoints", "organization"."endpoints_version",
    json(CASE WHEN "token"."seq" <= "membership"."ended_through" THEN
      json_array("membership"."ended_at", "membership"."ended_by") END),
    json(CASE WHEN "token"."hash_earlier" IS NOT NULL THEN
      json_array(lower(hex("token"."hash_earlier")), "token"."earlier_ends_at", "token"."earlier_ends_at_first_use",
        "token"."new_secret_used") END),
    json(CASE WHEN "token"."suspended_at" IS NOT NULL THEN
      json_array("token"."suspended_at", "token"."suspended_until", "token"."suspended_by") END)
  ) AS facts, "organization"."endpoints" AS catalogue, "organization"."endpoints_version" AS catalogue_version
  FROM "token"
  JOIN "membership" ON "membership"."organization_id" = "token"."organization_id"
    AND "membership"."user_id" = "token"."user_id"
  JOIN "user" ON "user"."id" = "token"."user_id"
  JOIN "organization" ON "organization"."id" = "token"."organization_id";--> statement-breakpoint
CREATE VIEW `token_with_last_use` AS select "token"."seq", "token"."id", "token"."organization_id", "token"."user_id", "token"."kind", "token"."name", "token"."owner_folded", "token"."name_folded", "token"."hash", "token"."scopes", "token"."endpoints", "token"."created_at", "token"."expires_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0, "token"."last_used_at") as "last_used_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 1, "token"."last_used_method") as "last_used_method", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 2, "token"."last_used_path") as "last_used_path", "token"."sorted_used_at", "token"."sorted_usage", "token"."use_marked_at", "token"."use_sheet", "token"."earlier_used_at", "token"."earlier_usage", "token"."hash_earlier", "token"."earlier_ends_at", "token"."earlier_ends_at_first_use", "token"."earlier_secret_used_at", "token"."earlier_secret_usage", "token"."rotated_at", "token"."new_secret_used", "token"."self_rotation", "token"."suspended_at", "token"."suspended_until", "token"."suspended_by", "token"."user_agent", "token"."client_address" from "token" left join "use_sheet" on "use_sheet"."id" = "token"."use_sheet";