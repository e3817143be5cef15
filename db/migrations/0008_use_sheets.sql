CREATE TABLE `use_sheet` (
	`id` integer PRIMARY KEY NOT NULL,
	`tokens` integer NOT NULL,
	`uses` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `token` ADD `use_sheet` integer;