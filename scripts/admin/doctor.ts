/** `doctor`: looks at everything an instance needs, changes nothing, says what to mend. */

import { existsSync } from 'node:fs';
import type { EngineConfig } from '@/lib/contract/agent';
import type { Agent } from '@/lib/db/agent-columns';
import { listAgents } from '@/lib/db/agents';
import { installDatabase } from '@/lib/db/client';
import { databasePath } from '@/lib/db/sqlite-file';
import { hasAdmin } from '@/lib/db/users';
import { env } from '@/lib/env';
import type { Command } from './command';
import { diagnoseStore } from './doctor-store';
import { diagnosis, type Finding } from './findings';

const NODE_MAJOR = 24;
const PLATFORM = 'thinnestAI';

function nodeFinding(): Finding {
  const version = process.versions.node;
  const detail = `Node ${version}.`;
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return { name: 'Node', state: 'ok', detail };
  return { name: 'Node', state: 'fail', detail, fix: `Use Node ${NODE_MAJOR} or newer.` };
}

function environmentFindings(): Finding[] {
  const name = 'Environment';
  const findings: Finding[] = [{ name, state: 'ok', detail: 'Every variable can be used.' }];
  if (!env.APP_URL) {
    const detail = `APP_URL is not set: links name http://localhost:${env.PORT}.`;
    findings.push({ name, state: 'note', detail, fix: 'Set APP_URL to the public address.' });
  }
  if (env.AUTH_SECRET) return findings;
  const file = `${databasePath(env.DATABASE_URL)}.secret`;
  const detail = existsSync(file)
    ? `AUTH_SECRET is kept in ${file}.`
    : 'AUTH_SECRET is not set; the first start makes one beside the database.';
  return [...findings, { name, state: 'note', detail }];
}

async function adminFinding(): Promise<Finding> {
  const name = 'Admin';
  if (await hasAdmin()) return { name, state: 'ok', detail: 'There is one.' };
  const fix =
    'Open the set-up link in the server’s log, or: npm run admin -- user create --email … --password … --role admin';
  return { name, state: 'warn', detail: 'There is none yet.', fix };
}

/** What an enabled agent of each kind needs, by the name it is reported under. */
function neededEngines(agents: Agent[]): Map<string, EngineConfig> {
  return new Map(agents.map(({ engine }) => [providerOf(engine), engine]));
}

function providerOf(engine: EngineConfig): string {
  if (engine.kind === 'thinnest') return PLATFORM;
  return engine.model === 'guide' ? 'Guide' : `Models of ${engine.model.split(':')[0]}`;
}

async function connectionFindings(agents: Agent[]): Promise<Finding[]> {
  // Loaded here: the engines are large, and no other command needs them.
  const { checkEngine } = await import('@/lib/engines/select');
  const needed = neededEngines(agents);
  const asked = new Map([
    [PLATFORM, { kind: 'thinnest', upstreamAgentId: '-' } as const],
    ...needed,
  ]);
  return Promise.all(
    [...asked].map(async ([name, config]): Promise<Finding> => {
      const { state, detail } = await checkEngine(config);
      if (state === 'reachable') return { name, state: 'ok', detail };
      if (state !== 'not_configured') return { name, state: 'fail', detail };
      return needed.has(name)
        ? { name, state: 'fail', detail: 'Agents use it, but it has no key.', fix: detail }
        : { name, state: 'note', detail: 'Not connected.', fix: detail };
    }),
  );
}

export const doctorCommand: Command = {
  name: 'doctor',
  help: 'Checks environment, database, migrations, disk and upstream, and says what to mend.',
  options: {},
  opensDatabase: false,
  async run() {
    const { findings, database } = await diagnoseStore();
    installDatabase(database);
    try {
      const agents = database ? (await listAgents()).filter((agent) => agent.enabled) : [];
      return diagnosis([
        nodeFinding(),
        ...environmentFindings(),
        ...findings,
        ...(database ? [await adminFinding()] : []),
        ...(await connectionFindings(agents)),
      ]);
    } finally {
      installDatabase(null);
      database?.close();
    }
  },
};
