CREATE TABLE `identity_provider` (
	`organization_id` text PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`client_secret` text,
	`trusts_emails` integer NOT NULL,
	`new_members` text,
	`tested_by` text,
	`tested_at` integer,
	`test_problem` text,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `organization`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`credential_id` blob NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`is_backed_up` integer NOT NULL,
	`transports` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkey_credential_id_unique` ON `passkey` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkey_by_user` ON `passkey` (`user_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `passkey_challenge` (
	`challenge` blob PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`session_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passkey_challenge_by_time` ON `passkey_challenge` (`expires_at`);--> statement-breakpoint
CREATE TABLE `provider_domain` (
	`domain` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	FOREIGN KEY (`organization_id`) REFERENCES `identity_provider`(`organization_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `provider_domain_by_organization` ON `provider_domain` (`organization_id`);--> statement-breakpoint
CREATE TABLE `provider_flow` (
	`state` blob PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`purpose` text NOT NULL,
	`nonce` text NOT NULL,
	`code_verifier` text NOT NULL,
	`session_id` text,
	`return_to` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `provider_flow_by_time` ON `provider_flow` (`expires_at`);--> statement-breakpoint
CREATE TABLE `provider_subject` (
	`organization_id` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`user_id` text NOT NULL,
	`linked_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `issuer`, `subject`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `provider_subject_by_user` ON `provider_subject` (`user_id`);--> statement-breakpoint
ALTER TABLE `organization` ADD `requires_provider` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `token` ADD `way` text;--> statement-breakpoint
ALTER TABLE `token` ADD `proved_at` integer;--> statement-breakpoint
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
      json_array("token"."suspended_at", "token"."suspended_until", "token"."suspended_by") END),
    json(CASE WHEN "token"."kind" = 'session' THEN
      json_array(coalesce("token"."way", 'password'), coalesce("token"."proved_at", "token"."created_at"),
        "organization"."requires_provider") END)
  ) AS facts, "organization"."endpoints" AS catalogue, "organization"."endpoints_version" AS catalogue_version
  FROM "token"
  JOIN "membership" ON "membership"."organization_id" = "token"."organization_id"
    AND "membership"."user_id" = "token"."user_id"
  JOIN "user" ON "user"."id" = "token"."user_id"
  JOIN "organization" ON "organization"."id" = "token"."organization_id";--> statement-breakpoint
CREATE VIEW `token_with_last_use` AS select "token"."seq", "token"."id", "token"."organization_id", "token"."user_id", "token"."kind", "token"."name", "token"."purpose", "token"."owner_folded", "token"."name_folded", "token"."hash", "token"."scopes", "token"."endpoints", "token"."created_at", "token"."expires_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0, "token"."last_used_at") as "last_used_at", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 1, "token"."last_used_method") as "last_used_method", iif(("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 0 > coalesce("token"."last_used_at", -1), ("use_sheet"."uses" -> ('$."' || "token"."id" || '"')) ->> 2, "token"."last_used_path") as "last_used_path", "token"."sorted_used_at", "token"."sorted_usage", "token"."use_marked_at", "token"."use_sheet", "token"."earlier_used_at", "token"."earlier_usage", "token"."hash_earlier", "token"."earlier_ends_at", "token"."earlier_ends_at_first_use", "token"."earlier_secret_used_at", "token"."earlier_secret_usage", "token"."rotated_at", "token"."new_secret_used", "token"."self_rotation", "token"."suspended_at", "token"."suspended_until", "token"."suspended_by", "token"."resumed_at", "token"."sorted_expiry", "token"."expiry_notice", "token"."idle_notice_at", "token"."way", "token"."proved_at", "token"."user_agent", "token"."client_address" from "token" left join "use_sheet" on "use_sheet"."id" = "token"."use_sheet";