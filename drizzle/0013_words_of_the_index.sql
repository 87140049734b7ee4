-- The words of the search index, in their order: what a typed beginning may stand for.
CREATE VIRTUAL TABLE `message_words` USING fts5vocab('messages_fts', 'instance');
