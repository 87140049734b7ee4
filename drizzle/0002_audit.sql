-- The audit log is append-only. Retention may remove what is older than 30 days.
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN
	SELECT RAISE(ABORT, 'The audit log cannot be changed.');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_early_delete` BEFORE DELETE ON `audit`
WHEN old.`created_at` > CAST(unixepoch('subsec') * 1000 AS INTEGER) - 2592000000 BEGIN
	SELECT RAISE(ABORT, 'The audit log cannot be shortened.');
END;
