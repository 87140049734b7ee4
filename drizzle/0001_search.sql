-- Full-text search over messages and titles. External content: the text is stored
-- once, in its table; the owner is an indexed column, so that a search reads only
-- their rows.
CREATE VIRTUAL TABLE `messages_fts` USING fts5(
	`user_id`,
	`text`,
	`tool_names`,
	content = 'messages',
	content_rowid = 'n',
	tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
CREATE TRIGGER `messages_fts_insert` AFTER INSERT ON `messages` BEGIN
	INSERT INTO `messages_fts` (rowid, `user_id`, `text`, `tool_names`) VALUES (new.`n`, new.`user_id`, new.`text`, new.`tool_names`);
END;
--> statement-breakpoint
CREATE TRIGGER `messages_fts_delete` AFTER DELETE ON `messages` BEGIN
	INSERT INTO `messages_fts` (`messages_fts`, rowid, `user_id`, `text`, `tool_names`) VALUES ('delete', old.`n`, old.`user_id`, old.`text`, old.`tool_names`);
END;
--> statement-breakpoint
CREATE TRIGGER `messages_fts_update` AFTER UPDATE OF `user_id`, `text`, `tool_names` ON `messages` BEGIN
	INSERT INTO `messages_fts` (`messages_fts`, rowid, `user_id`, `text`, `tool_names`) VALUES ('delete', old.`n`, old.`user_id`, old.`text`, old.`tool_names`);
	INSERT INTO `messages_fts` (rowid, `user_id`, `text`, `tool_names`) VALUES (new.`n`, new.`user_id`, new.`text`, new.`tool_names`);
END;
--> statement-breakpoint
CREATE VIRTUAL TABLE `titles_fts` USING fts5(
	`user_id`,
	`title`,
	content = 'sessions',
	content_rowid = 'n',
	tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
CREATE TRIGGER `titles_fts_insert` AFTER INSERT ON `sessions` BEGIN
	INSERT INTO `titles_fts` (rowid, `user_id`, `title`) VALUES (new.`n`, new.`user_id`, new.`title`);
END;
--> statement-breakpoint
CREATE TRIGGER `titles_fts_delete` AFTER DELETE ON `sessions` BEGIN
	INSERT INTO `titles_fts` (`titles_fts`, rowid, `user_id`, `title`) VALUES ('delete', old.`n`, old.`user_id`, old.`title`);
END;
--> statement-breakpoint
CREATE TRIGGER `titles_fts_update` AFTER UPDATE OF `user_id`, `title` ON `sessions` BEGIN
	INSERT INTO `titles_fts` (`titles_fts`, rowid, `user_id`, `title`) VALUES ('delete', old.`n`, old.`user_id`, old.`title`);
	INSERT INTO `titles_fts` (rowid, `user_id`, `title`) VALUES (new.`n`, new.`user_id`, new.`title`);
END;
