-- What a person started within the last minute counts against their limits, also when
-- its conversation is deleted: such runs are counted on, by person and agent.
CREATE TRIGGER `runs_gone` AFTER DELETE ON `runs`
WHEN old.`started_at` > CAST(unixepoch('subsec') * 1000 AS INTEGER) - 60000 BEGIN
	INSERT INTO `rate_windows` (`key`, `window_start`, `count`)
	VALUES ('gone:' || old.`user_id` || ':' || old.`agent_id`, old.`started_at`, 1)
	ON CONFLICT (`key`) DO UPDATE SET
		`count` = CASE WHEN `window_start` <= excluded.`window_start` - 60000 THEN 1 ELSE `count` + 1 END,
		`window_start` = max(`window_start`, excluded.`window_start`);
END;
