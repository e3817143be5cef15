CREATE INDEX `membership_by_creation` ON `membership` (`organization_id`,`created_at`,`user_id`);--> statement-breakpoint
-- Drizzle's schema cannot say an index of an expression with commas. The team is walked by address and by role:
-- db/members/team-orders.ts asks with the same expressions.
CREATE INDEX `membership_by_address` ON `membership`
  (`organization_id`, substr(`folded`, instr(`folded`, char(10)) + 1) || char(10) || `user_id`);--> statement-breakpoint
CREATE INDEX `membership_by_role` ON `membership`
  (`organization_id`, CASE `role` WHEN 'master_admin' THEN '0' WHEN 'superuser' THEN '1' ELSE '2' END || `folded` || char(10) || `user_id`);
