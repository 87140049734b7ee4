-- Beginnings of three letters are indexed too, so that finding results as one types
-- reads one list instead of joining those of all words that begin so. What is deleted
-- is taken out of the index at once, not when it happens to be merged.
DROP TABLE `messages_fts`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `messages_fts` USING fts5(
	`user_id`,
	`text`,
	`tool_names`,
	content = 'messages',
	content_rowid = 'n',
	prefix = '3',
	tokenize = 'unicode61 remove_diacritics 2'
);
--> statement-breakpoint
INSERT INTO `messages_fts` (`messages_fts`, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO `titles_fts` (`titles_fts`, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO `messages_fts` (`messages_fts`) VALUES ('rebuild');
