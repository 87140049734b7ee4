CREATE TABLE `new_person_hours` (
	`hour` integer NOT NULL,
	`user_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`outcome` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`hour`, `user_id`, `agent_id`, `outcome`, `currency`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `new_person_days` (
	`day` integer NOT NULL,
	`user_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`outcome` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `user_id`, `agent_id`, `outcome`, `currency`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
-- How answers ended is read from their runs. Of conversations deleted for good nobody knows it:
-- those count as completed.
INSERT INTO `new_person_hours` SELECT `started_at` / 3600000, `user_id`, `agent_id`, coalesce(`error_code`, `status`), coalesce(`currency`, ''),
	count(*), sum(coalesce(`input_tokens`, 0)), sum(coalesce(`output_tokens`, 0)), sum(coalesce(`total_tokens`, 0)), sum(coalesce(`cost_micros`, 0))
FROM `runs` WHERE `status` <> 'running' AND `started_at` >= (SELECT coalesce(min(`hour`), 0) FROM `person_hours`) * 3600000 GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO `new_person_hours` SELECT p.`hour`, p.`user_id`, p.`agent_id`, 'completed', p.`currency`, p.`runs` - coalesce(k.`runs`, 0),
	max(0, p.`input_tokens` - coalesce(k.`input`, 0)), max(0, p.`output_tokens` - coalesce(k.`output`, 0)),
	max(0, p.`total_tokens` - coalesce(k.`total`, 0)), max(0, p.`cost_micros` - coalesce(k.`cost`, 0))
FROM `person_hours` p LEFT JOIN (SELECT `hour`, `user_id`, `agent_id`, `currency`, sum(`runs`) AS `runs`, sum(`input_tokens`) AS `input`,
	sum(`output_tokens`) AS `output`, sum(`total_tokens`) AS `total`, sum(`cost_micros`) AS `cost` FROM `new_person_hours` GROUP BY 1, 2, 3, 4) k
	USING (`hour`, `user_id`, `agent_id`, `currency`)
WHERE p.`runs` > coalesce(k.`runs`, 0)
ON CONFLICT DO UPDATE SET `runs` = `runs` + excluded.`runs`, `input_tokens` = `input_tokens` + excluded.`input_tokens`,
	`output_tokens` = `output_tokens` + excluded.`output_tokens`, `total_tokens` = `total_tokens` + excluded.`total_tokens`,
	`cost_micros` = `cost_micros` + excluded.`cost_micros`;
--> statement-breakpoint
DROP TABLE `person_hours`;
--> statement-breakpoint
ALTER TABLE `new_person_hours` RENAME TO `person_hours`;
--> statement-breakpoint
INSERT INTO `new_person_days` SELECT `started_at` / 86400000, `user_id`, `agent_id`, coalesce(`error_code`, `status`), coalesce(`currency`, ''),
	count(*), sum(coalesce(`input_tokens`, 0)), sum(coalesce(`output_tokens`, 0)), sum(coalesce(`total_tokens`, 0)), sum(coalesce(`cost_micros`, 0))
FROM `runs` WHERE `status` <> 'running' GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO `new_person_days` SELECT p.`day`, p.`user_id`, p.`agent_id`, 'completed', p.`currency`, p.`runs` - coalesce(k.`runs`, 0),
	max(0, p.`input_tokens` - coalesce(k.`input`, 0)), max(0, p.`output_tokens` - coalesce(k.`output`, 0)),
	max(0, p.`total_tokens` - coalesce(k.`total`, 0)), max(0, p.`cost_micros` - coalesce(k.`cost`, 0))
FROM `person_days` p LEFT JOIN (SELECT `day`, `user_id`, `agent_id`, `currency`, sum(`runs`) AS `runs`, sum(`input_tokens`) AS `input`,
	sum(`output_tokens`) AS `output`, sum(`total_tokens`) AS `total`, sum(`cost_micros`) AS `cost` FROM `new_person_days` GROUP BY 1, 2, 3, 4) k
	USING (`day`, `user_id`, `agent_id`, `currency`)
WHERE p.`runs` > coalesce(k.`runs`, 0)
ON CONFLICT DO UPDATE SET `runs` = `runs` + excluded.`runs`, `input_tokens` = `input_tokens` + excluded.`input_tokens`,
	`output_tokens` = `output_tokens` + excluded.`output_tokens`, `total_tokens` = `total_tokens` + excluded.`total_tokens`,
	`cost_micros` = `cost_micros` + excluded.`cost_micros`;
--> statement-breakpoint
DROP TABLE `person_days`;
--> statement-breakpoint
ALTER TABLE `new_person_days` RENAME TO `person_days`;
--> statement-breakpoint
ALTER TABLE `runs` ADD `title_input_tokens` integer;
--> statement-breakpoint
ALTER TABLE `runs` ADD `title_output_tokens` integer;
--> statement-breakpoint
ALTER TABLE `runs` ADD `title_cost_micros` integer;
