-- A batch may demand that a session proved itself lately (db/demands.ts).
DROP TRIGGER demand_is_unmet;
--> statement-breakpoint
CREATE TRIGGER demand_is_unmet INSTEAD OF INSERT ON demand WHEN NEW.unmet IS NOT NULL
BEGIN
  SELECT CASE NEW.unmet
    WHEN 'standing' THEN RAISE(ABORT, 'unmet: standing')
    WHEN 'role' THEN RAISE(ABORT, 'unmet: role')
    WHEN 'permission' THEN RAISE(ABORT, 'unmet: permission')
    WHEN 'proof' THEN RAISE(ABORT, 'unmet: proof')
    WHEN 'state' THEN RAISE(ABORT, 'unmet: state')
    ELSE RAISE(ABORT, 'unmet: change')
  END;
END;
