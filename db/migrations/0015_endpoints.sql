ALTER TABLE `organization` ADD `endpoints` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `organization` ADD `endpoints_version` text;--> statement-breakpoint
ALTER TABLE `organization` ADD `unlisted_endpoints` text DEFAULT 'refuse' NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `endpoints` text DEFAULT 'all' NOT NULL CONSTRAINT "token_endpoints" CHECK("endpoints" = 'all' OR (json_valid("endpoints") AND json_array_length("endpoints") > 0));--> statement-breakpoint
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
    "token"."endpoints", "organization"."unlisted_endpoints", "organization"."endpoints_version"
  ) AS facts, "organization"."endpoints" AS catalogue, "organization"."endpoints_version" AS catalogue_version
  FROM "token"
  JOIN "membership" ON "membership"."organization_id" = "token"."organization_id"
    AND "membership"."user_id" = "token"."user_id"
  JOIN "user" ON "user"."id" = "token"."user_id"
  JOIN "organization" ON "organization"."id" = "token"."organization_id";--> statement-breakpoint
CREATE VIEW `token_with_last_use` AS select "token"."seq", "token"."id", "token"."organization_id", "token"."user_id", "token"."kind", "token"."name", "token"."owner_folded", "token"."name_folded", "token"."hash", "token"."scopes", "token"."endpoints", "token"."created_at", "token"."expires_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0, "token"."last_used_at") as "last_used_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 1, "token"."last_used_method") as "last_used_method", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 2, "token"."last_used_path") as "last_used_path", "token"."sorted_used_at", "token"."sorted_usage", "token"."use_marked_at", "token"."use_sheet", "token"."earlier_used_at", "token"."earlier_usage", "token"."user_agent", "token"."client_address" from "token" left join "use_sheet" on "use_sheet"."id" = "token"."use_sheet";