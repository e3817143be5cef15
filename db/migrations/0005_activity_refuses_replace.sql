-- REPLACE deletes the row that stands in its way without firing its DELETE trigger.
CREATE TRIGGER activity_refuses_replace BEFORE INSERT ON activity
WHEN EXISTS (SELECT 1 FROM activity WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'activity is append-only');
END;
