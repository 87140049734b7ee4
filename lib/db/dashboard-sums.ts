/** Rows of the roll-ups, summed up: by hour or day, by agent, by how they ended. Pure. */

import type { Row } from '@libsql/client';
import { type Money, sumMoney } from '@/lib/contract/money';
import type {
  AgentUsage,
  FailureCount,
  PersonUsage,
  UsageFigures,
  UsagePoint,
  UsageSums,
  UsageTimes,
} from '@/lib/contract/usage-figures';
import { startOfUnit, type UsageSpan } from '@/lib/contract/usage-query';
import { type Histogram, percentile } from './latency';

/** What was read: see `readUsage`. */
interface Read {
  span: UsageSpan;
  bars: UsageSpan;
  /** By hour or day, agent, outcome and currency: of the span and the one before. */
  rows: readonly Row[];
  /** The same by the unit of the bars. */
  barRows: readonly Row[];
  /** Times by agent, and by bar. */
  times: readonly Row[];
  barTimes: readonly Row[];
  active: readonly Row[];
  agents: readonly Row[];
  people: PersonUsage[];
  count: number;
}

/** Makes the figures of what was read. */
export function figuresOf(read: Read): UsageFigures {
  const { span, rows, times, people, count } = read;
  const now = rows.filter(({ at }) => Number(at) >= span.from);
  const before = rows.filter(({ at }) => Number(at) < span.from);
  return {
    totals: { ...sumsOf(now), ...timesOf(times), people: count },
    before: sumsOf(before),
    points: pointsOf(read),
    agents: agentsOf(now, read),
    failures: failuresOf(now),
    people,
  };
}

function pointsOf({ bars, barRows, barTimes, active }: Read): UsagePoint[] {
  const rows = groupBy(barRows, 'at');
  const times = groupBy(barTimes, 'key');
  const people = new Map(active.map((row) => [String(row.at), Number(row.people)]));
  return Array.from({ length: bars.to - bars.from + 1 }, (_, place) => {
    const at = bars.from + place;
    const key = String(at);
    return {
      at: startOfUnit(bars.unit, at),
      ...sumsOf(rows.get(key) ?? []),
      ...timesOf(times.get(key) ?? []),
      people: people.get(key) ?? 0,
    };
  });
}

function agentsOf(rows: readonly Row[], read: Read): AgentUsage[] {
  const names = new Map(read.agents.map(({ id, name }) => [String(id), String(name)]));
  const times = groupBy(read.times, 'key');
  return [...groupBy(rows, 'agent')]
    .map(([id, own]) => ({
      id,
      name: names.get(id) ?? '',
      ...sumsOf(own),
      ...timesOf(times.get(id) ?? []),
    }))
    .sort((a, b) => b.runs - a.runs || (a.name < b.name ? -1 : 1));
}

function failuresOf(rows: readonly Row[]): FailureCount[] {
  return [...groupBy(rows, 'outcome')]
    .filter(([code]) => failed(code))
    .map(([code, own]) => ({ code, runs: sum(own, 'runs') }))
    .sort((a, b) => b.runs - a.runs || (a.code < b.code ? -1 : 1));
}

/** The money of a row; none where its agent had no price. */
export function moneyOf({ currency, cost }: Row): Money[] {
  return currency === '' ? [] : [{ currency: String(currency), micros: Number(cost) }];
}

function sumsOf(rows: readonly Row[]): UsageSums {
  return {
    runs: sum(rows, 'runs'),
    failed: sum(
      rows.filter(({ outcome }) => failed(String(outcome))),
      'runs',
    ),
    stopped: sum(
      rows.filter(({ outcome }) => outcome === 'stopped'),
      'runs',
    ),
    inputTokens: sum(rows, 'input'),
    outputTokens: sum(rows, 'output'),
    tokens: sum(rows, 'tokens'),
    costs: sumMoney(rows.flatMap(moneyOf)),
  };
}

const failed = (outcome: string) => outcome !== 'completed' && outcome !== 'stopped';

function timesOf(rows: readonly Row[]): UsageTimes {
  const [first, total] = [histogramOf(rows, 'first'), histogramOf(rows, 'total')];
  return {
    first50: percentile(first, 0.5),
    first95: percentile(first, 0.95),
    total50: percentile(total, 0.5),
    total95: percentile(total, 0.95),
  };
}

/** The buckets of all rows of a kind, added up. */
function histogramOf(rows: readonly Row[], kind: string): Histogram {
  const buckets = new Map<number, number>();
  for (const row of rows) {
    if (row.kind !== kind) continue;
    const bucket = Number(row.bucket);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + Number(row.runs));
  }
  return [...buckets].sort(([a], [b]) => a - b);
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + Number(row[column]), 0);
}

function groupBy(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
