import { admitExport } from '@/app/api/admin/admit-export';
import { requireAdminCaller } from '@/lib/auth/guard';
import { AGENT_FILE_KIND, toAgentFile } from '@/lib/contract/agent-file';
import { AppError } from '@/lib/contract/errors';
import { getAgentSettings, listAgents } from '@/lib/db/agents';
import { listGroups } from '@/lib/db/groups';
import { attachment, fileNameOf, MEDIA_TYPES } from '@/lib/export/names';
import { handler } from '@/lib/http/handler';

export const dynamic = 'force-dynamic';

/** One agent (`?id=`) or all in use, as a file that can be taken in elsewhere. */
export const GET = handler(async (request) => {
  const admin = await requireAdminCaller(request);
  const id = request.nextUrl.searchParams.get('id');
  const agents = await readFiles(id);
  const [first] = agents;
  if (id !== null && !first) throw new AppError('not_found');
  await admitExport(request, admin, {
    action: 'agent.export',
    after: { agents: agents.map(({ name }) => name) },
  });
  const name = id !== null && first ? fileNameOf(first.name) : 'agents';
  const file = { kind: AGENT_FILE_KIND, version: 1, agents };
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      'Content-Type': MEDIA_TYPES.json,
      'Content-Disposition': attachment(`${name}.json`),
    },
  });
});

async function readFiles(id: string | null) {
  const ids = id === null ? (await listAgents()).map((agent) => agent.id) : [id];
  const [found, groups] = await Promise.all([
    Promise.all(ids.map((one) => getAgentSettings(one))),
    listGroups(),
  ]);
  const names = new Map(groups.map((group) => [group.id, group.name]));
  return found.flatMap((one) => {
    if (!one) return [];
    const { people: _, ...settings } = one.settings;
    const named = settings.groups.flatMap((group) => names.get(group) ?? []);
    return [toAgentFile({ ...settings, groups: named })];
  });
}
