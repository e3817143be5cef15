-- What a batch demands before it writes: inserting the name of what is unmet undoes the whole batch. See db/demands.ts.
CREATE VIEW demand AS SELECT NULL AS unmet;
--> statement-breakpoint
CREATE TRIGGER demand_is_unmet INSTEAD OF INSERT ON demand WHEN NEW.unmet IS NOT NULL
BEGIN
  SELECT CASE NEW.unmet
    WHEN 'standing' THEN RAISE(ABORT, 'unmet: standing')
    WHEN 'role' THEN RAISE(ABORT, 'unmet: role')
    WHEN 'permission' THEN RAISE(ABORT, 'unmet: permission')
    WHEN 'state' THEN RAISE(ABORT, 'unmet: state')
    ELSE RAISE(ABORT, 'unmet: change')
  END;
END;
