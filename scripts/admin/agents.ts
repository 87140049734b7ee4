/** `agent …`: the agents as files. */

import { type AgentFile, readAgentFile, toAgentFile } from '@/lib/contract/agent-file';
import { createAgent, listAgents } from '@/lib/db/agents';
import { findUserByEmail } from '@/lib/db/users';
import { type Command, text } from './command';
import { readJsonFile } from './input';

/** People are named by id or, for those who write by hand, by address. */
async function idsOf(people: string[]): Promise<string[]> {
  return Promise.all(
    people.map(async (one) => {
      if (!one.includes('@')) return one;
      const person = await findUserByEmail(one);
      if (person) return person.id;
      throw new Error(`people: nobody here has the address ${one}.`);
    }),
  );
}

/** The agent of a file, or one sentence with everything that is wrong with it. */
function usable(content: unknown): AgentFile {
  const read = readAgentFile(content);
  if (read.ok) return read.file;
  const lines = read.problems.map(({ field, sentence }) => `- ${field && `${field}: `}${sentence}`);
  throw new Error(`The agent file is not usable:\n${lines.join('\n')}`);
}

const list: Command = {
  name: 'agent list',
  help: 'Lists all agents in order, the built-in guide included.',
  options: {},
  opensDatabase: true,
  async run() {
    const agents = (await listAgents()).map(toAgentFile);
    const lines = agents.map(
      ({ id, name, engine, enabled, access }) =>
        `${id}  ${enabled ? 'on ' : 'off'}  ${engine}  ${access}  ${name}`,
    );
    return { data: agents, text: lines.join('\n') || 'None.' };
  },
};

const create: Command = {
  name: 'agent create',
  help: 'Adds the agent that a JSON file describes.',
  options: {
    file: {
      value: 'FILE',
      help: '{"name", "engine": "thinnest"|"model", "upstreamAgentId"|"model", …}; - is standard input.',
      required: true,
    },
  },
  opensDatabase: true,
  async run(values) {
    const { id, settings } = usable(await readJsonFile(text(values, 'file')));
    const { limits, ...input } = settings;
    const people = await idsOf(input.people);
    const agent = await createAgent({ ...input, people }, { ...(id ? { id } : {}), limits });
    return { data: toAgentFile(agent), text: `Added ${agent.name} (${agent.id}).` };
  },
};

export const agentCommands: Command[] = [list, create];
