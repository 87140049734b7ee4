import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { editorActions } from '@/app/admin/agents/editor-actions';
import { draftOf } from '@/components/admin/agent-draft';
import { AgentEditor } from '@/components/admin/agent-editor';
import { AgentHeader } from '@/components/admin/agent-header';
import { TryAgent } from '@/components/admin/try-agent';
import { TryLater, TryPanel } from '@/components/admin/try-panel';
import { requireAdmin } from '@/lib/auth/guard';
import { TOOL_NAMES } from '@/lib/contract/agent';
import { getAgent } from '@/lib/db/agents';
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
  const agent = await getAgent(id);
  if (!agent) notFound();
  const [people, start, t] = await Promise.all([
    nameEach(agent.people),
    tryConversation(admin.id, id, sessionId),
    getTranslations('admin.try'),
  ]);
  const { name, description, icon, welcome, starters, createdAt } = agent;
  const summary = { id, name, description, icon, welcome, starters, createdAt };
  return (
    <AgentEditor
      header={<AgentHeader title={name} icon={icon} />}
      stored={{ id, updatedAt: agent.updatedAt, draft: draftOf(agent, people) }}
      tools={TOOL_NAMES}
      actions={editorActions}
      tryIt={
        agent.enabled ? (
          <TryAgent agent={summary} start={start} />
        ) : (
          <TryPanel>
            <TryLater>{t('off')}</TryLater>
          </TryPanel>
        )
      }
    />
  );
}
