import type { ImportPreview, ImportProblem } from '@/components/agents/import-problems';
import type { AgentSettings } from '@/lib/contract/agent';
import { agentsOfFile, MAX_FILE_AGENTS, readAgentFile } from '@/lib/contract/agent-file';
import { listAgents } from '@/lib/db/agents';
import { listGroups } from '@/lib/db/groups';
import { nameEach } from '@/lib/db/people';
import { findUserByEmail } from '@/lib/db/users';

/** An agent of a file as it would be stored here, and what is said about it before. */
export interface FoundAgent {
  settings: AgentSettings;
  preview: ImportPreview;
}

/** What is in a file: all its agents, or everything that keeps them from being added. */
export type FoundAgents =
  | { ok: true; agents: FoundAgent[] }
  | { ok: false; problems: ImportProblem[] };

/** Reads a file's text. Adds nothing. */
export async function readAgents(text: string): Promise<FoundAgents> {
  const content = parsed(text);
  if ('why' in content) return whole('notJson', content.why);
  const listed = agentsOfFile(content.value);
  if (!listed || listed.length === 0) return whole('notAgents');
  if (listed.length > MAX_FILE_AGENTS) return whole('tooMany', String(MAX_FILE_AGENTS));
  const problems: ImportProblem[] = [];
  const read: AgentSettings[] = [];
  listed.forEach((one, at) => {
    const result = readAgentFile(one);
    if (result.ok) read.push(result.file.settings);
    else problems.push(...result.problems.map((found) => ({ at, name: nameIn(one), ...found })));
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, agents: await resolved(read) };
}

function whole(kind: 'notJson' | 'notAgents' | 'tooMany', why = ''): FoundAgents {
  return { ok: false, problems: [{ kind, why }] };
}

function parsed(text: string): { value: unknown } | { why: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function nameIn(one: unknown): string {
  const name = typeof one === 'object' && one !== null && 'name' in one ? one.name : '';
  return typeof name === 'string' ? name.slice(0, 80) : '';
}

/** People by id or address, groups by name or id; who is not here is left out, and that is said. */
async function resolved(read: readonly AgentSettings[]): Promise<FoundAgent[]> {
  const [groups, agents, people] = await Promise.all([
    listGroups(),
    listAgents(),
    peopleHere(read.flatMap((one) => one.people)),
  ]);
  const taken = new Set(agents.map(({ name }) => name.toLowerCase()));
  return read.map((file) => {
    const group = (name: string) =>
      groups.find((one) => one.id === name || one.name.toLowerCase() === name.toLowerCase());
    const settings = {
      ...file,
      groups: [...new Set(file.groups.flatMap((name) => group(name)?.id ?? []))],
      people: [...new Set(file.people.flatMap((one) => people.get(one) ?? []))],
    };
    const nobody = settings.people.length + settings.groups.length === 0;
    const { name, icon, colour, description, enabled, access } = file;
    return {
      settings,
      preview: {
        name,
        icon,
        colour,
        description,
        enabled,
        access,
        missingGroups: file.groups.filter((one) => !group(one)),
        missingPeople: file.people.filter((one) => !people.has(one)).length,
        nobody: access === 'people' && nobody,
        sameName: taken.has(name.toLowerCase()),
      },
    };
  });
}

/** The ids of those who are here, by what the file calls them. */
async function peopleHere(named: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Set(named)];
  const byId = await nameEach(unique.filter((one) => !one.includes('@')));
  const byAddress = await Promise.all(
    unique
      .filter((one) => one.includes('@'))
      .map(async (one) => [one, (await findUserByEmail(one))?.id] as const),
  );
  return new Map([
    ...byId.map(({ id }) => [id, id] as const),
    ...byAddress.flatMap(([one, id]) => (id ? [[one, id] as const] : [])),
  ]);
}
