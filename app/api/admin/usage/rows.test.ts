import { expect, test } from 'vitest';
import type { AgentUsage } from '@/lib/contract/usage-figures';
import { agentRows } from './rows';

const NOTHING = { failed: 0, stopped: 0, inputTokens: 1, outputTokens: 2, tokens: 3 };
const TIMES = { first50: 104.6, first95: 900, total50: null, total95: null };

test('each currency has its own column, and what had no price has no cost', () => {
  const agents: AgentUsage[] = [
    {
      id: 'a',
      name: 'A',
      runs: 2,
      ...NOTHING,
      ...TIMES,
      costs: [{ currency: 'EUR', micros: 1_500_000 }],
    },
    { id: 'b', name: 'B', runs: 1, ...NOTHING, ...TIMES, costs: [{ currency: 'USD', micros: 7 }] },
    { id: 'c', name: 'C', runs: 1, ...NOTHING, ...TIMES, costs: [] },
  ];
  const [head, ...rows] = agentRows(agents);
  expect(head).toEqual([
    ...['agent_id', 'agent', 'answers', 'failed', 'stopped', 'input_tokens', 'output_tokens'],
    ...['tokens', 'cost_eur', 'cost_usd'],
    ...['first_word_p50_ms', 'first_word_p95_ms', 'total_p50_ms', 'total_p95_ms'],
  ]);
  expect(rows.map((row) => row.slice(8))).toEqual([
    ['1.5', '', '105', '900', '', ''],
    ['', '0.000007', '105', '900', '', ''],
    ['', '', '105', '900', '', ''],
  ]);
});
