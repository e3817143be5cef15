CREATE TABLE `activity_retention` (
	`id` integer PRIMARY KEY NOT NULL,
	`before` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cron_run` (
	`cron` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`failed_at` integer,
	`failed_job` text
);
--> statement-breakpoint
CREATE INDEX `activity_with_client` ON `activity` (`at`) WHERE json_extract(detail, '$.clientAddress') IS NOT NULL;
--> statement-breakpoint
-- Activity stays what it was but for two ends: the client of whoever signed in is forgotten after 90 days, and what is
-- older than `activity_retention` says, or of an organization that is no more, may go.
DROP TRIGGER activity_refuses_update;
--> statement-breakpoint
CREATE TRIGGER activity_refuses_update BEFORE UPDATE ON activity
WHEN NOT (OLD.at < (unixepoch() - 7776000) * 1000
  AND NEW.detail <> OLD.detail AND NEW.detail = json_remove(OLD.detail, '$.clientAddress', '$.userAgent')
  AND (NEW.rowid, NEW.id, NEW.organization_id, NEW.actor_user_id, NEW.actor_name, NEW.subject_user_id, NEW.subject_name, NEW.action, NEW.token_id, NEW.token_name, NEW.at)
    IS (OLD.rowid, OLD.id, OLD.organization_id, OLD.actor_user_id, OLD.actor_name, OLD.subject_user_id, OLD.subject_name, OLD.action, OLD.token_id, OLD.token_name, OLD.at))
BEGIN
  SELECT RAISE(ABORT, 'activity is append-only');
END;
--> statement-breakpoint
DROP TRIGGER activity_refuses_delete;
--> statement-breakpoint
CREATE TRIGGER activity_refuses_delete BEFORE DELETE ON activity
WHEN OLD.at >= coalesce((SELECT max(before) FROM activity_retention), -1)
  AND EXISTS (SELECT 1 FROM organization WHERE id = OLD.organization_id)
BEGIN
  SELECT RAISE(ABORT, 'activity is append-only');
END;
