CREATE TABLE `use_sheet` (
	`id` integer PRIMARY KEY NOT NULL,
	`newest_at` integer NOT NULL,
	`uses` text NOT NULL
);
