CREATE TABLE `idle_walk` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`begun_at` integer NOT NULL,
	`used_at` integer,
	`token_id` text
);
--> statement-breakpoint
ALTER TABLE `token` ADD `is_blocked` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `token_blocked` ON `token` (`organization_id`) WHERE is_blocked;--> statement-breakpoint
DROP VIEW `token_with_last_use`;--> statement-breakpoint
CREATE VIEW `token_with_last_use` AS select "token"."seq", "token"."id", "token"."organization_id", "token"."user_id", "token"."kind", "token"."name", "token"."purpose", "token"."owner_folded", "token"."name_folded", "token"."hash", "token"."scopes", "token"."endpoints", "token"."created_at", "token"."expires_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0, "token"."last_used_at") as "last_used_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 1, "token"."last_used_method") as "last_used_method", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 2, "token"."last_used_path") as "last_used_path", "token"."sorted_used_at", "token"."sorted_usage", "token"."use_marked_at", "token"."use_sheet", "token"."earlier_used_at", "token"."earlier_usage", "token"."hash_earlier", "token"."earlier_ends_at", "token"."earlier_ends_at_first_use", "token"."earlier_secret_used_at", "token"."earlier_secret_usage", "token"."rotated_at", "token"."new_secret_used", "token"."self_rotation", "token"."suspended_at", "token"."suspended_until", "token"."suspended_by", "token"."resumed_at", "token"."sorted_expiry", "token"."is_blocked", "token"."expiry_notice", "token"."idle_notice_at", "token"."way", "token"."proved_at", "token"."user_agent", "token"."client_address" from "token" left join "use_sheet" on "use_sheet"."id" = "token"."use_sheet";
--> statement-breakpoint
-- As `worker/domain/policies/tokens.ts` has it. Who is deactivated is not looked at: all of their tokens end with that.
CREATE TRIGGER membership_blocks AFTER UPDATE OF role, permissions ON membership
WHEN (NEW.role = 'master_admin' OR EXISTS (SELECT 1 FROM json_each(NEW.permissions) WHERE value = 'tokens.personal'))
  <> (OLD.role = 'master_admin' OR EXISTS (SELECT 1 FROM json_each(OLD.permissions) WHERE value = 'tokens.personal'))
BEGIN
  UPDATE token SET is_blocked = NOT (NEW.role = 'master_admin'
      OR EXISTS (SELECT 1 FROM json_each(NEW.permissions) WHERE value = 'tokens.personal'))
    WHERE organization_id = NEW.organization_id AND user_id = NEW.user_id AND kind = 'api';
END;
--> statement-breakpoint
CREATE TRIGGER token_blocked_from_the_start AFTER INSERT ON token WHEN NEW.kind = 'api' AND EXISTS (
  SELECT 1 FROM membership WHERE organization_id = NEW.organization_id AND user_id = NEW.user_id
    AND role <> 'master_admin'
    AND NOT EXISTS (SELECT 1 FROM json_each(permissions) WHERE value = 'tokens.personal'))
BEGIN
  UPDATE token SET is_blocked = TRUE WHERE seq = NEW.seq;
END;
--> statement-breakpoint
-- What was there before: found by its members, of whom there are few.
UPDATE token SET is_blocked = TRUE WHERE seq IN (
  SELECT token.seq FROM membership CROSS JOIN token ON token.organization_id = membership.organization_id
    AND token.user_id = membership.user_id AND token.kind = 'api'
  WHERE membership.role <> 'master_admin'
    AND NOT EXISTS (SELECT 1 FROM json_each(membership.permissions) WHERE value = 'tokens.personal'));
