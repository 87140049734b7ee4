/** `usage …`: whether what the dashboard and the budgets read agrees with the runs. */

import { checkUsage, type Gap, type RollupCheck, rebuildUsage } from '@/lib/db/usage-check';
import type { Command, Outcome } from './command';

const check: Command = {
  name: 'usage check',
  help: 'Compares the usage figures with the runs they were made of. Fails when some are missing.',
  options: {},
  opensDatabase: true,
  run: report,
};

const rebuild: Command = {
  name: 'usage rebuild',
  help: 'Adds what the usage figures lack. Never lowers one: deleted conversations stay counted.',
  options: {},
  opensDatabase: true,
  async run() {
    await rebuildUsage();
    return report();
  },
};

async function report(): Promise<Outcome> {
  const checks = await checkUsage();
  const lines = checks.flatMap(linesOf);
  return {
    data: checks,
    text: lines.join('\n'),
    failed: checks.some(({ missing }) => missing.rows > 0),
  };
}

function linesOf({ table, rows, missing, surplus }: RollupCheck): string[] {
  const state = missing.rows > 0 ? 'missing' : 'ok     ';
  return [
    `${state}  ${table}: ${rows} rows`,
    ...(missing.rows > 0 ? [`         lacks ${told(missing)}; run: usage rebuild`] : []),
    ...(surplus.rows > 0
      ? [`         holds ${told(surplus)} more than the runs: of conversations deleted for good`]
      : []),
  ];
}

function told({ runs, tokens }: Gap): string {
  return tokens > 0 ? `${runs} runs and ${tokens} tokens` : `${runs} runs`;
}

export const usageCommands: Command[] = [check, rebuild];
