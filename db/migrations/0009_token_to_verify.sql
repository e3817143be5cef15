CREATE VIEW `token_to_verify` AS 
  SELECT "token"."id" AS id, json_array(
    "token"."id", "token"."kind", "token"."name", lower(hex("token"."hash")), "token"."scopes",
    "token"."created_at", "token"."expires_at", "token"."last_used_at", "token"."use_marked_at" IS NOT NULL,
    "user"."id", "user"."email", "user"."kind",
    "membership"."name", "membership"."role", json("membership"."permissions"), json("membership"."visibility_groups"),
    "membership"."deactivated_at",
    "organization"."id", "organization"."name", "organization"."kind", json("organization"."api_permissions")
  ) AS facts
  FROM "token"
  JOIN "membership" ON "membership"."organization_id" = "token"."organization_id"
    AND "membership"."user_id" = "token"."user_id"
  JOIN "user" ON "user"."id" = "token"."user_id"
  JOIN "organization" ON "organization"."id" = "token"."organization_id";