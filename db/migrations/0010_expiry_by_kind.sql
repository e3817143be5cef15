DROP INDEX `token_by_expiry`;--> statement-breakpoint
CREATE INDEX `token_by_expiry` ON `token` (`kind`,`expires_at`) WHERE expires_at IS NOT NULL;