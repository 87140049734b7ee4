import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { editorActions } from '@/app/admin/agents/editor-actions';
import { draftOf } from '@/components/admin/agent-draft';
import { AgentEditor } from '@/components/admin/agent-editor';
import { ArchivedNotice } from '@/components/admin/archived-notice';
import { requireAdmin } from '@/lib/auth/guard';
import { TOOL_NAMES } from '@/lib/contract/agent';
import type { Agent } from '@/lib/db/agent-columns';
import { getAgent, getAgentSettings } from '@/lib/db/agents';
import { listGroups } from '@/lib/db/groups';
import { nameEach } from '@/lib/db/people';
import { tryConversation } from './conversation';

interface AgentPageProps {
  params: Promise<{ id: string }>;
  /** `try`: the conversation beside the form. */
  searchParams: Promise<{ try?: string | string[] }>;
}

export async function generateMetadata({
  params,
}: Pick<AgentPageProps, 'params'>): Promise<Metadata> {
  await requireAdmin();
  const agent = await getAgent((await params).id);
  return { title: agent?.name };
}

/** One agent: its form, and the agent itself to try. */
export default async function AgentPage({ params, searchParams }: AgentPageProps) {
  const admin = await requireAdmin();
  const [{ id }, { try: sessionId }] = await Promise.all([params, searchParams]);
  const found = await getAgentSettings(id);
  if (!found) notFound();
  const { agent, settings } = found;
  const [people, groups, start] = await Promise.all([
    nameEach(agent.people),
    listGroups(),
    tryConversation(admin.id, id, sessionId),
  ]);
  const usable = agent.enabled && agent.archivedAt === null;
  return (
    <>
      {agent.archivedAt !== null && (
        <ArchivedNotice agent={{ id, name: agent.name }} archive={editorActions.archive} />
      )}
      <AgentEditor
        stored={{ id, updatedAt: agent.updatedAt, draft: draftOf(settings, people) }}
        choices={{
          tools: TOOL_NAMES,
          groups: groups.map((one) => ({ id: one.id, name: one.name })),
        }}
        actions={editorActions}
        trial={{ agent: summaryOf(agent), usable, start }}
      />
    </>
  );
}

function summaryOf(agent: Agent) {
  const { id, name, description, icon, colour, welcome, starters, createdAt } = agent;
  return { id, name, description, icon, colour, welcome, starters, createdAt };
}
