/** What the usage dashboard shows. Times are milliseconds, moments Unix milliseconds. */

import type { Money } from './money';

/** What ended runs came to. */
export interface UsageSums {
  runs: number;
  /** Of the runs: ended by an error, or broken off. */
  failed: number;
  stopped: number;
  inputTokens: number;
  outputTokens: number;
  /** What the agents said in all; may be more than the two. */
  tokens: number;
  /** By the prices at the time, a sum for each currency. */
  costs: Money[];
}

/** How long answers took, within 5%; null where none did. */
export interface UsageTimes {
  /** To the first sign of an answer: half of them came sooner, and 95 of 100. */
  first50: number | null;
  first95: number | null;
  /** To the end of completed answers. */
  total50: number | null;
  total95: number | null;
}

/** An hour or a day. */
export interface UsagePoint extends UsageSums, UsageTimes {
  at: number;
  people: number;
}

/** One agent. `name` is empty when there is no such agent any more. */
export interface AgentUsage extends UsageSums, UsageTimes {
  id: string;
  name: string;
}

/** One person. */
export interface PersonUsage extends Omit<UsageSums, 'failed' | 'stopped'> {
  id: string;
  email: string;
  name: string;
}

/** How runs failed: an error's code and how often. */
export interface FailureCount {
  code: string;
  runs: number;
}

export interface UsageFigures {
  totals: UsageSums & UsageTimes & { people: number };
  /** The stretch of the same length before. */
  before: UsageSums;
  points: UsagePoint[];
  /** Most runs first. */
  agents: AgentUsage[];
  failures: FailureCount[];
  /** The most active; `totals.people` counts all. */
  people: PersonUsage[];
}
