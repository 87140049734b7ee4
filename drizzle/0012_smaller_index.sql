DROP INDEX `runs_idempotency`;--> statement-breakpoint
CREATE UNIQUE INDEX `runs_idempotency` ON `runs` (`user_id`,`idempotency_key`) WHERE idempotency_key IS NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `duration_ms` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `first_event_ms` integer;--> statement-breakpoint
-- The text is the index's first column: every find in another one names it, which cost a
-- third of the index. Rows are read by name, so that searches stay as they are.
DROP TABLE `messages_fts`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `messages_fts` USING fts5(
	`text`,
	`tool_names`,
	`user_id`,
	content = 'messages',
	content_rowid = 'n',
	prefix = '3',
	tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
INSERT INTO `messages_fts` (`messages_fts`, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO `messages_fts` (`messages_fts`) VALUES ('rebuild');
