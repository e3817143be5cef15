ALTER TABLE `organization` ADD `provider_ended_through` integer;--> statement-breakpoint
ALTER TABLE `provider_flow` ADD `client_network` text;--> statement-breakpoint
CREATE INDEX `provider_flow_by_client` ON `provider_flow` (`client_network`,`expires_at`);--> statement-breakpoint
DROP VIEW `token_to_verify`;--> statement-breakpoint
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
      json_array("token"."suspended_at", "token"."suspended_until", "token"."suspended_by") END),
    json(CASE WHEN "token"."kind" = 'session' THEN
      json_array(coalesce("token"."way", 'password'), coalesce("token"."proved_at", "token"."created_at"),
        "organization"."requires_provider",
        coalesce("token"."way" = 'provider' AND "token"."seq" <= "organization"."provider_ended_through", 0)) END)
  ) AS facts, "organization"."endpoints" AS catalogue, "organization"."endpoints_version" AS catalogue_version
  FROM "token"
  JOIN "membership" ON "membership"."organization_id" = "token"."organization_id"
    AND "membership"."user_id" = "token"."user_id"
  JOIN "user" ON "user"."id" = "token"."user_id"
  JOIN "organization" ON "organization"."id" = "token"."organization_id";