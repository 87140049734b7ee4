import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { editorActions } from '@/app/admin/agents/editor-actions';
import { NEW_AGENT_DRAFT } from '@/components/admin/agent-draft';
import { AgentEditor } from '@/components/admin/agent-editor';
import { requireAdmin } from '@/lib/auth/guard';
import { TOOL_NAMES } from '@/lib/contract/agent';
import { listGroups } from '@/lib/db/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.form'))('newTitle') };
}

/** A new agent. */
export default async function NewAgentPage() {
  await requireAdmin();
  const groups = await listGroups();
  return (
    <AgentEditor
      stored={{ id: null, updatedAt: 0, draft: NEW_AGENT_DRAFT }}
      choices={{ tools: TOOL_NAMES, groups: groups.map(({ id, name }) => ({ id, name })) }}
      actions={editorActions}
      trial={null}
    />
  );
}
