ALTER TABLE `membership` ADD `contact` text;--> statement-breakpoint
ALTER TABLE `organization` ADD `max_lifetime_days` integer;--> statement-breakpoint
ALTER TABLE `organization` ADD `max_idle_days` integer;--> statement-breakpoint
ALTER TABLE `organization` ADD `exempt_service_users` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `organization_that_suspends_idle` ON `organization` (`id`) WHERE max_idle_days IS NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `resumed_at` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `sorted_expiry` integer DEFAULT 9007199254740991 NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `expiry_notice` integer;--> statement-breakpoint
ALTER TABLE `token` ADD `idle_notice_at` integer;--> statement-breakpoint
CREATE INDEX `token_told_idle` ON `token` (`idle_notice_at`) WHERE idle_notice_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `token_by_end` ON `token` (`organization_id`,`sorted_expiry`,`id`) WHERE kind = 'api';--> statement-breakpoint
CREATE INDEX `token_suspended` ON `token` (`organization_id`) WHERE suspended_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `token_in_rotation` ON `token` (`organization_id`) WHERE hash_earlier IS NOT NULL;--> statement-breakpoint
DROP VIEW `token_with_last_use`;--> statement-breakpoint
CREATE VIEW `token_with_last_use` AS select "token"."seq", "token"."id", "token"."organization_id", "token"."user_id", "token"."kind", "token"."name", "token"."owner_folded", "token"."name_folded", "token"."hash", "token"."scopes", "token"."endpoints", "token"."created_at", "token"."expires_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0, "token"."last_used_at") as "last_used_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 1, "token"."last_used_method") as "last_used_method", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 2, "token"."last_used_path") as "last_used_path", "token"."sorted_used_at", "token"."sorted_usage", "token"."use_marked_at", "token"."use_sheet", "token"."earlier_used_at", "token"."earlier_usage", "token"."hash_earlier", "token"."earlier_ends_at", "token"."earlier_ends_at_first_use", "token"."earlier_secret_used_at", "token"."earlier_secret_usage", "token"."rotated_at", "token"."new_secret_used", "token"."self_rotation", "token"."suspended_at", "token"."suspended_until", "token"."suspended_by", "token"."resumed_at", "token"."sorted_expiry", "token"."expiry_notice", "token"."idle_notice_at", "token"."user_agent", "token"."client_address" from "token" left join "use_sheet" on "use_sheet"."id" = "token"."use_sheet";
--> statement-breakpoint
-- Anew, for of indexes that fit alike SQLite takes the youngest: tokens in use are found by this one.
DROP INDEX `token_in_use`;
--> statement-breakpoint
CREATE INDEX `token_in_use` ON `token` (`organization_id`,`use_sheet`) WHERE use_marked_at IS NOT NULL;
--> statement-breakpoint
-- The day (since 1970, UTC) on which somebody has to be told next that the token expires: as `db/expiry-notices.ts` has it.
CREATE INDEX `token_by_expiry_notice` ON `token` (
  CASE
    WHEN coalesce(`expiry_notice`, 99) > 30 AND `expires_at` / 86400000 - coalesce(`rotated_at`, `created_at`) / 86400000 >= 90 THEN `expires_at` / 86400000 - 30
    WHEN coalesce(`expiry_notice`, 99) > 14 AND `expires_at` / 86400000 - coalesce(`rotated_at`, `created_at`) / 86400000 >= 30 THEN `expires_at` / 86400000 - 14
    WHEN coalesce(`expiry_notice`, 99) > 7 AND `expires_at` / 86400000 - coalesce(`rotated_at`, `created_at`) / 86400000 >= 7 THEN `expires_at` / 86400000 - 7
    WHEN coalesce(`expiry_notice`, 99) > 1 AND `expires_at` / 86400000 - coalesce(`rotated_at`, `created_at`) / 86400000 >= 7 THEN `expires_at` / 86400000 - 1
    WHEN coalesce(`expiry_notice`, 99) > -1 AND `expires_at` / 86400000 - coalesce(`rotated_at`, `created_at`) / 86400000 >= 1 THEN `expires_at` / 86400000 + 1
  END, `organization_id`, `user_id`, `seq`) WHERE kind = 'api' AND expires_at IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER token_expires AFTER INSERT ON token WHEN NEW.kind = 'api' AND NEW.expires_at IS NOT NULL
BEGIN
  UPDATE token SET sorted_expiry = NEW.expires_at WHERE seq = NEW.seq;
END;
--> statement-breakpoint
-- Another day is another expiry, and told anew.
CREATE TRIGGER token_expiry_moved AFTER UPDATE OF expires_at ON token
WHEN NEW.kind = 'api' AND NEW.expires_at IS NOT OLD.expires_at
BEGIN
  UPDATE token SET sorted_expiry = coalesce(NEW.expires_at, 9007199254740991),
    expiry_notice = iif(NEW.expires_at / 86400000 IS OLD.expires_at / 86400000, NEW.expiry_notice, NULL)
    WHERE seq = NEW.seq;
END;
--> statement-breakpoint
-- What expired before anybody was told of it is not told now.
UPDATE token SET sorted_expiry = expires_at, expiry_notice = iif(expires_at <= unixepoch() * 1000, -1, NULL)
  WHERE kind = 'api' AND expires_at IS NOT NULL;
