CREATE TABLE `refused_since` (
	`token_id` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `token_usage_day` (
	`day` integer NOT NULL,
	`token_id` text NOT NULL,
	`method` text NOT NULL,
	`route` text NOT NULL,
	`permission` text NOT NULL,
	`outcome` text NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`day`, `token_id`, `method`, `route`, `permission`, `outcome`)
);
--> statement-breakpoint
ALTER TABLE `use_sheet` ADD `counts` text DEFAULT '{}' NOT NULL;