-- Trigrams of name, id and owner of every API token, folded already: worker/domain/search-term.ts.
-- Without content of its own; rebuilt by `npm run restore`.
CREATE VIRTUAL TABLE token_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1');
--> statement-breakpoint
CREATE TRIGGER organization_has_tally AFTER INSERT ON organization
BEGIN
  INSERT INTO organization_tally (organization_id) VALUES (NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER membership_added AFTER INSERT ON membership
BEGIN
  UPDATE organization_tally SET members = members + 1 WHERE organization_id = NEW.organization_id;
END;
--> statement-breakpoint
CREATE TRIGGER membership_removed AFTER DELETE ON membership
BEGIN
  UPDATE organization_tally SET members = members - 1 WHERE organization_id = OLD.organization_id;
END;
--> statement-breakpoint
CREATE TRIGGER membership_folded AFTER UPDATE OF folded ON membership WHEN NEW.folded <> OLD.folded
BEGIN
  UPDATE token SET owner_folded = NEW.folded
  WHERE organization_id = NEW.organization_id AND user_id = NEW.user_id AND kind = 'api';
END;
--> statement-breakpoint
-- A token's row in the search: its organization's number, then its own, so that a range of rows is one organization.
CREATE TRIGGER token_added AFTER INSERT ON token WHEN NEW.kind = 'api'
BEGIN
  UPDATE organization_tally SET tokens = tokens + 1 WHERE organization_id = NEW.organization_id;
  INSERT INTO token_search (rowid, text)
    SELECT (number << 32) + NEW.seq, NEW.name_folded || char(10) || '_' || upper(NEW.id) || char(10) || NEW.owner_folded
    FROM organization_tally WHERE organization_id = NEW.organization_id;
END;
--> statement-breakpoint
CREATE TRIGGER token_removed AFTER DELETE ON token WHEN OLD.kind = 'api'
BEGIN
  UPDATE organization_tally SET tokens = tokens - 1 WHERE organization_id = OLD.organization_id;
  DELETE FROM token_search
    WHERE rowid = (SELECT (number << 32) + OLD.seq FROM organization_tally WHERE organization_id = OLD.organization_id);
END;
--> statement-breakpoint
CREATE TRIGGER token_text_changed AFTER UPDATE OF name_folded, owner_folded ON token WHEN NEW.kind = 'api'
BEGIN
  UPDATE token_search SET text = NEW.name_folded || char(10) || '_' || upper(NEW.id) || char(10) || NEW.owner_folded
    WHERE rowid = (SELECT (number << 32) + NEW.seq FROM organization_tally WHERE organization_id = NEW.organization_id);
END;
--> statement-breakpoint
-- What was there before.
INSERT INTO organization_tally (organization_id, members, tokens)
  SELECT id, (SELECT count(*) FROM membership WHERE organization_id = organization.id),
    (SELECT count(*) FROM token WHERE organization_id = organization.id AND kind = 'api')
  FROM organization ORDER BY created_at, id;
--> statement-breakpoint
INSERT INTO token_search (rowid, text)
  SELECT (number << 32) + seq, name_folded || char(10) || '_' || upper(id) || char(10)
  FROM token JOIN organization_tally USING (organization_id) WHERE kind = 'api';
--> statement-breakpoint
UPDATE token SET
  owner_folded = (SELECT folded FROM membership AS m WHERE m.organization_id = token.organization_id AND m.user_id = token.user_id),
  sorted_used_at = coalesce(last_used_at, -1), sorted_usage = coalesce(last_used_method || ' ' || last_used_path, '')
WHERE kind = 'api';
