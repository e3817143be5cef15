CREATE TRIGGER membership_counts_changes
AFTER UPDATE OF name, role, permissions, visibility_groups, deactivated_at ON membership
BEGIN
  UPDATE membership SET revision = revision + 1
  WHERE organization_id = NEW.organization_id AND user_id = NEW.user_id;
END;
--> statement-breakpoint
-- Members from before: folded as far as SQLite folds by itself, until they are renamed.
UPDATE membership SET folded = upper(name) || char(10) || upper(coalesce((SELECT email FROM user WHERE user.id = user_id), ''));
