/** `agent …`: the agents as files. */

import { createAgent, listAgents } from '@/lib/db/agents';
import { findUserByEmail } from '@/lib/db/users';
import { readAgentFile, toAgentFile } from './agent-file';
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
    const { id, input } = readAgentFile(await readJsonFile(text(values, 'file')));
    const people = await idsOf(input.people);
    const agent = await createAgent({ ...input, people }, { id });
    return { data: toAgentFile(agent), text: `Added ${agent.name} (${agent.id}).` };
  },
};

export const agentCommands: Command[] = [list, create];
