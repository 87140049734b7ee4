import type { CountLine, UpstreamLine, VariableLine } from '@/components/system/tables';
import { listAgents } from '@/lib/db/agents';
import { canBackUp, listBackups } from '@/lib/db/backups';
import { readCounts } from '@/lib/db/counters';
import { checkDatabase } from '@/lib/db/health';
import { readSettings } from '@/lib/db/instance-settings';
import { readRunFacts } from '@/lib/db/run-facts';
import { lastTask, listInstances } from '@/lib/db/upkeep';
import { listUpstreams } from '@/lib/db/upstreams';
import { describeEnv } from '@/lib/env';
import { providerKey } from '@/lib/provider-keys';
import { diskSpace } from '@/lib/upkeep/disk';
import { enginesToCheck } from './keys';
import { settingLines } from './settings-lines';

const NAMES = ['thinnest', 'openai', 'anthropic', 'google'] as const;

/** Everything the system page shows, as of `now`. */
export async function readSystem(now: number) {
  const [database, disk, runs, instances, upstreams, counts, settings, lastBackup, engines] =
    await Promise.all([
      checkDatabase(),
      diskSpace(),
      readRunFacts(now),
      listInstances(),
      upstreamLines(),
      readCounts(now) satisfies Promise<CountLine[]>,
      readSettings(),
      lastTask('backup'),
      enginesToCheck(),
    ]);
  const variables: VariableLine[] = describeEnv();
  const backups = canBackUp() ? listBackups() : null;
  const agents = await listAgents();
  const nameOf = (id: string) => agents.find((agent) => agent.id === id)?.name ?? id;
  return {
    database,
    disk,
    runs,
    instances,
    upstreams,
    counts,
    settings,
    lastBackup,
    variables,
    settingsInForce: await settingLines(nameOf),
    providers: [...engines.keys()],
    backups,
  };
}

async function upstreamLines(): Promise<UpstreamLine[]> {
  const known = await listUpstreams();
  return NAMES.map((name) => {
    const state = known.find((one) => one.name === name);
    return {
      name,
      keySet: providerKey(name) !== undefined,
      lastGoodAt: state?.lastGoodAt ?? null,
      lastErrorAt: state?.lastErrorAt ?? null,
      lastErrorCode: state?.lastErrorCode ?? null,
    };
  });
}
