import { Bot, Plus } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { deleteAgent, moveAgent, setEnabled, tellConversations } from '@/app/admin/actions';
import { lineOf } from '@/app/admin/agent-line';
import { AgentList } from '@/components/admin/agent-list';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { listAgents } from '@/lib/db/agents';

/** All agents, in the order people see them. */
export default async function AgentsPage() {
  await requireAdmin();
  const [agents, t] = await Promise.all([listAgents(), getTranslations('admin.agents')]);
  const create = (
    <Link href="/admin/agents/new" className={buttonClass({ variant: 'primary' })}>
      <Plus aria-hidden />
      {t('new')}
    </Link>
  );
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={agents.length > 0 && create}
      />
      {agents.length === 0 ? (
        <EmptyState icon={<Bot />} title={t('emptyTitle')} action={create}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <AgentList
          agents={agents.map(lineOf)}
          actions={{ setEnabled, move: moveAgent, count: tellConversations, remove: deleteAgent }}
        />
      )}
    </div>
  );
}
