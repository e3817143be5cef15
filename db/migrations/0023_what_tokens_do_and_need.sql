CREATE TABLE `token_permission_use` (
	`token_id` text NOT NULL,
	`permission` text NOT NULL,
	`day` integer NOT NULL,
	PRIMARY KEY(`token_id`, `permission`)
);
--> statement-breakpoint
ALTER TABLE `refused_since` ADD `method` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `refused_since` ADD `route` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `token_usage_day` ADD `hours` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX `activity_by_token` ON `activity` (`organization_id`,`token_id`,`at`,`id`) WHERE token_id IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER token_needs_nothing_more AFTER DELETE ON token WHEN OLD.kind = 'api'
BEGIN
  DELETE FROM token_permission_use WHERE token_id = OLD.id;
END;
--> statement-breakpoint
INSERT INTO token_permission_use (token_id, permission, day)
  SELECT usage.token_id, usage.permission, max(usage.day) FROM token_usage_day AS usage
    CROSS JOIN token ON token.id = usage.token_id
  WHERE usage.outcome = 'accepted' AND usage.permission <> '' GROUP BY usage.token_id, usage.permission;
