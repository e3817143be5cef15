CREATE TABLE `name_due` (
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`after_at` integer DEFAULT -1 NOT NULL,
	`after_id` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`organization_id`, `user_id`)
);
--> statement-breakpoint
ALTER TABLE `organization` ADD `former_names` text DEFAULT 'name' NOT NULL;--> statement-breakpoint
-- Who left becomes a pseudonym where their organization chose that: as `db/former-names.ts` has it. Of the other ends of
-- activity that is kept nothing changes.
DROP TRIGGER activity_refuses_update;
--> statement-breakpoint
CREATE TRIGGER activity_refuses_update BEFORE UPDATE ON activity
WHEN (NEW.rowid, NEW.id, NEW.organization_id, NEW.actor_user_id, NEW.subject_user_id, NEW.action, NEW.token_id, NEW.token_name, NEW.at)
    IS NOT (OLD.rowid, OLD.id, OLD.organization_id, OLD.actor_user_id, OLD.subject_user_id, OLD.action, OLD.token_id, OLD.token_name, OLD.at)
  OR NOT (
    (OLD.at < (unixepoch() - 7776000) * 1000
      AND NEW.detail <> OLD.detail AND NEW.detail = json_remove(OLD.detail, '$.clientAddress', '$.userAgent')
      AND (NEW.actor_name, NEW.subject_name) IS (OLD.actor_name, OLD.subject_name))
    OR (EXISTS (SELECT 1 FROM organization WHERE id = OLD.organization_id AND former_names = 'pseudonym')
      AND NEW.actor_name IS iif(OLD.actor_user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership
          WHERE organization_id = OLD.organization_id AND user_id = OLD.actor_user_id),
        'Former member ' || substr(OLD.actor_user_id, -4), OLD.actor_name)
      AND NEW.subject_name IS iif(OLD.subject_user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership
          WHERE organization_id = OLD.organization_id AND user_id = OLD.subject_user_id),
        'Former member ' || substr(OLD.subject_user_id, -4), OLD.subject_name)
      AND NEW.detail IS iif(coalesce(OLD.subject_user_id, OLD.actor_user_id) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership
          WHERE organization_id = OLD.organization_id AND user_id = coalesce(OLD.subject_user_id, OLD.actor_user_id)),
        CASE
          WHEN OLD.action IN ('profile.renamed', 'member.renamed', 'member.contact-changed', 'passkey.renamed') THEN json_object(
            'from', 'Former member ' || substr(coalesce(OLD.subject_user_id, OLD.actor_user_id), -4),
            'to', 'Former member ' || substr(coalesce(OLD.subject_user_id, OLD.actor_user_id), -4))
          WHEN OLD.action LIKE 'passkey.%' THEN json_replace(OLD.detail, '$.name',
            'Former member ' || substr(coalesce(OLD.subject_user_id, OLD.actor_user_id), -4))
          ELSE json_remove(OLD.detail, '$.clientAddress', '$.userAgent') END,
        OLD.detail)))
BEGIN
  SELECT RAISE(ABORT, 'activity is append-only');
END;
