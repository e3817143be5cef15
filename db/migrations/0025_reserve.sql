CREATE TABLE `reserve` (
	`id` integer PRIMARY KEY NOT NULL,
	`space` blob NOT NULL
);

--> statement-breakpoint
-- What `fillReserve` keeps filled.
INSERT INTO reserve (id, space)
  WITH RECURSIVE piece (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM piece WHERE id < 64)
  SELECT id, zeroblob(16384) FROM piece;
