import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { editorActions } from '@/app/admin/agents/editor-actions';
import { NEW_AGENT_DRAFT } from '@/components/admin/agent-draft';
import { AgentEditor } from '@/components/admin/agent-editor';
import { AgentHeader } from '@/components/admin/agent-header';
import { requireAdmin } from '@/lib/auth/guard';
import { TOOL_NAMES } from '@/lib/contract/agent';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.form'))('newTitle') };
}

/** A new agent. */
export default async function NewAgentPage() {
  await requireAdmin();
  const t = await getTranslations('admin.form');
  return (
    <AgentEditor
      header={<AgentHeader title={t('newTitle')} />}
      stored={{ id: null, updatedAt: 0, draft: NEW_AGENT_DRAFT }}
      tools={TOOL_NAMES}
      actions={editorActions}
    />
  );
}
