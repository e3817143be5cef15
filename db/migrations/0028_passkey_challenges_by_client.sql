ALTER TABLE `passkey_challenge` ADD `client_network` text;--> statement-breakpoint
CREATE INDEX `passkey_challenge_by_client` ON `passkey_challenge` (`client_network`,`expires_at`);