CREATE TABLE `person_hours` (
	`hour` integer NOT NULL,
	`user_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`hour`, `user_id`, `agent_id`, `currency`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `person_days` (
	`day` integer NOT NULL,
	`user_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `user_id`, `agent_id`, `currency`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `person_weeks` (
	`week` integer NOT NULL,
	`user_id` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`week`, `user_id`, `currency`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `active_days` (
	`day` integer NOT NULL,
	`agent_id` text NOT NULL,
	`people` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `agent_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `new_run_hours` (
	`hour` integer NOT NULL,
	`agent_id` text NOT NULL,
	`outcome` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`hour`, `agent_id`, `outcome`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `run_days` (
	`day` integer NOT NULL,
	`agent_id` text NOT NULL,
	`outcome` text NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`input_tokens` integer DEFAULT 0 NOT NULL,
	`output_tokens` integer DEFAULT 0 NOT NULL,
	`total_tokens` integer DEFAULT 0 NOT NULL,
	`cost_micros` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `agent_id`, `outcome`, `currency`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `new_run_latencies` (
	`hour` integer NOT NULL,
	`agent_id` text NOT NULL,
	`kind` text NOT NULL,
	`bucket` integer NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`hour`, `kind`, `bucket`, `agent_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `new_run_latency_days` (
	`day` integer NOT NULL,
	`agent_id` text NOT NULL,
	`kind` text NOT NULL,
	`bucket` integer NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `kind`, `bucket`, `agent_id`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `runs` ADD `currency` text;
--> statement-breakpoint
-- What was counted before had its agent's currency by what the agent says now.
UPDATE `runs` SET `currency` = (SELECT a.`currency` FROM `agents` a WHERE a.`id` = `runs`.`agent_id`)
WHERE `cost_micros` IS NOT NULL;
--> statement-breakpoint
INSERT INTO `person_days` SELECT `day`, `user_id`, `agent_id`,
	CASE WHEN `cost_micros` > 0 THEN coalesce((SELECT a.`currency` FROM `agents` a WHERE a.`id` = `agent_id`), 'USD') ELSE '' END,
	`runs`, `input_tokens`, `output_tokens`, `total_tokens`, `cost_micros`
FROM `usage_days` WHERE `runs` > 0;
--> statement-breakpoint
INSERT INTO `person_weeks` SELECT `day` / 7, `user_id`, `currency`, sum(`runs`), sum(`input_tokens`), sum(`output_tokens`), sum(`total_tokens`), sum(`cost_micros`)
FROM `person_days` GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO `active_days` SELECT `day`, '', count(DISTINCT `user_id`) FROM `person_days` GROUP BY 1
UNION ALL SELECT `day`, `agent_id`, count(DISTINCT `user_id`) FROM `person_days` GROUP BY 1, 2;
--> statement-breakpoint
INSERT INTO `new_run_hours` SELECT `hour`, `agent_id`, `outcome`,
	CASE WHEN `cost_micros` > 0 THEN coalesce((SELECT a.`currency` FROM `agents` a WHERE a.`id` = `agent_id`), 'USD') ELSE '' END,
	`runs`, `input_tokens`, `output_tokens`, `total_tokens`, `cost_micros`
FROM `run_hours`;
--> statement-breakpoint
INSERT INTO `run_days` SELECT `hour` / 24, `agent_id`, `outcome`, `currency`, sum(`runs`), sum(`input_tokens`), sum(`output_tokens`), sum(`total_tokens`), sum(`cost_micros`)
FROM `new_run_hours` GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO `new_run_latencies` SELECT `hour`, `agent_id`, `kind`, `bucket`, `runs` FROM `run_latencies`;
--> statement-breakpoint
INSERT INTO `new_run_latency_days` SELECT `day`, `agent_id`, `kind`, `bucket`, `runs` FROM `run_latency_days`;
--> statement-breakpoint
DROP TABLE `run_hours`;
--> statement-breakpoint
ALTER TABLE `new_run_hours` RENAME TO `run_hours`;
--> statement-breakpoint
DROP TABLE `run_latencies`;
--> statement-breakpoint
ALTER TABLE `new_run_latencies` RENAME TO `run_latencies`;
--> statement-breakpoint
DROP TABLE `run_latency_days`;
--> statement-breakpoint
ALTER TABLE `new_run_latency_days` RENAME TO `run_latency_days`;
--> statement-breakpoint
DROP INDEX `usage_days_day`;
--> statement-breakpoint
ALTER TABLE `usage_days` DROP COLUMN `runs`;
--> statement-breakpoint
ALTER TABLE `usage_days` DROP COLUMN `input_tokens`;
--> statement-breakpoint
ALTER TABLE `usage_days` DROP COLUMN `output_tokens`;
--> statement-breakpoint
ALTER TABLE `usage_days` DROP COLUMN `cost_micros`;
