CREATE TABLE `run_latency_days` (
	`day` integer NOT NULL,
	`agent_id` text NOT NULL,
	`kind` text NOT NULL,
	`bucket` integer NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `agent_id`, `kind`, `bucket`)
);
