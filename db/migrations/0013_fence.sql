CREATE TABLE `database_restore` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`intact_until` integer,
	`noticed_at` integer NOT NULL,
	`cursor` text,
	`mended_at` integer
);
--> statement-breakpoint
CREATE TABLE `fence` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
