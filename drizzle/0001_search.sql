-- Full-text search over messages. External content: the text is stored once, in
-- `messages`; the owner is an indexed column, so that a search reads only their rows.
CREATE VIRTUAL TABLE `messages_fts` USING fts5(
	`user_id`,
	`text`,
	content = 'messages',
	content_rowid = 'n',
	tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
CREATE TRIGGER `messages_fts_insert` AFTER INSERT ON `messages` BEGIN
	INSERT INTO `messages_fts` (rowid, `user_id`, `text`) VALUES (new.`n`, new.`user_id`, new.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `messages_fts_delete` AFTER DELETE ON `messages` BEGIN
	INSERT INTO `messages_fts` (`messages_fts`, rowid, `user_id`, `text`) VALUES ('delete', old.`n`, old.`user_id`, old.`text`);
END;
--> statement-breakpoint
CREATE TRIGGER `messages_fts_update` AFTER UPDATE OF `user_id`, `text` ON `messages` BEGIN
	INSERT INTO `messages_fts` (`messages_fts`, rowid, `user_id`, `text`) VALUES ('delete', old.`n`, old.`user_id`, old.`text`);
	INSERT INTO `messages_fts` (rowid, `user_id`, `text`) VALUES (new.`n`, new.`user_id`, new.`text`);
END;
