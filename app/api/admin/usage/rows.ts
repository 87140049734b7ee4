import { MICROS, type Money, sumMoney } from '@/lib/contract/money';
import type {
  AgentUsage,
  FailureCount,
  PersonUsage,
  UsagePoint,
  UsageTimes,
} from '@/lib/contract/usage-figures';

type Rows = string[][];

const TIMES = ['first_word_p50_ms', 'first_word_p95_ms', 'total_p50_ms', 'total_p95_ms'];
const COUNTS = ['answers', 'failed', 'stopped', 'input_tokens', 'output_tokens', 'tokens'];

/** A row for each hour or day. */
export function pointRows(points: readonly UsagePoint[]): Rows {
  const costs = costColumns(points);
  return [
    ['time', ...COUNTS, ...costs.names, 'people', ...TIMES],
    ...points.map((point) => [
      new Date(point.at).toISOString(),
      ...counts(point),
      ...costs.cells(point),
      String(point.people),
      ...times(point),
    ]),
  ];
}

/** A row for each agent. */
export function agentRows(agents: readonly AgentUsage[]): Rows {
  const costs = costColumns(agents);
  return [
    ['agent_id', 'agent', ...COUNTS, ...costs.names, ...TIMES],
    ...agents.map((agent) => [
      agent.id,
      agent.name,
      ...counts(agent),
      ...costs.cells(agent),
      ...times(agent),
    ]),
  ];
}

/** A row for each person. */
export function personRows(people: readonly PersonUsage[]): Rows {
  const costs = costColumns(people);
  return [
    ['id', 'email', 'name', 'answers', 'input_tokens', 'output_tokens', 'tokens', ...costs.names],
    ...people.map((person) => [
      person.id,
      person.email,
      person.name,
      ...[person.runs, person.inputTokens, person.outputTokens, person.tokens].map(String),
      ...costs.cells(person),
    ]),
  ];
}

/** A row for each way to fail. */
export function failureRows(failures: readonly FailureCount[]): Rows {
  return [['error', 'answers'], ...failures.map(({ code, runs }) => [code, String(runs)])];
}

function counts(
  of: Pick<UsagePoint, 'runs' | 'failed' | 'stopped' | 'inputTokens' | 'outputTokens' | 'tokens'>,
): string[] {
  return [of.runs, of.failed, of.stopped, of.inputTokens, of.outputTokens, of.tokens].map(String);
}

function times({ first50, first95, total50, total95 }: UsageTimes): string[] {
  return [first50, first95, total50, total95].map((ms) =>
    ms === null ? '' : String(Math.round(ms)),
  );
}

/** A column for each currency: amounts of different ones are never added up. */
function costColumns(lines: readonly { costs: readonly Money[] }[]) {
  const currencies = sumMoney(lines.flatMap(({ costs }) => costs)).map(({ currency }) => currency);
  return {
    names: currencies.map((currency) => `cost_${currency.toLowerCase()}`),
    cells: ({ costs }: { costs: readonly Money[] }) =>
      currencies.map((currency) => {
        const found = costs.find((one) => one.currency === currency);
        return found ? String(found.micros / MICROS) : '';
      }),
  };
}
