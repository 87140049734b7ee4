import { Bot, Plus } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { deleteAgent, moveAgent, setEnabled, tellConversations } from '@/app/admin/actions';
import { lineOf } from '@/app/admin/agent-line';
import { archiveAgent, copyAgent, makeDefault } from '@/app/admin/agents/actions';
import { AgentList } from '@/components/admin/agent-list';
import { ArchivedList } from '@/components/admin/archived-list';
import { ImportMenu } from '@/components/agents/import-menu';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { listAgents } from '@/lib/db/agents';
import { readSettings } from '@/lib/db/instance-settings';

const ACTIONS = {
  setEnabled,
  move: moveAgent,
  count: tellConversations,
  remove: deleteAgent,
  copy: copyAgent,
  archive: archiveAgent,
  makeDefault,
};

interface AgentsPageProps {
  /** `view=archived`: those that are put away. */
  searchParams: Promise<{ view?: string | string[] }>;
}

/** All agents, in the order people see them, or those that are put away. */
export default async function AgentsPage({ searchParams }: AgentsPageProps) {
  await requireAdmin();
  const { view } = await searchParams;
  return <div className="max-w-6xl pb-16">{view === 'archived' ? <Archive /> : <InUse />}</div>;
}

async function InUse() {
  const [agents, archived, { defaultAgentId }, t, own] = await Promise.all([
    listAgents(),
    listAgents({ archived: true }),
    readSettings(),
    getTranslations('admin.agents'),
    getTranslations('agents.list'),
  ]);
  const create = (
    <>
      <ImportMenu />
      <Link href="/admin/agents/new" className={buttonClass({ variant: 'primary' })}>
        <Plus aria-hidden />
        {t('new')}
      </Link>
    </>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={agents.length > 0 && create}
      />
      {agents.length === 0 ? (
        <EmptyState
          icon={<Bot />}
          title={t('emptyTitle')}
          action={<div className="flex flex-wrap justify-center gap-2">{create}</div>}
        >
          {t('emptyText')}
        </EmptyState>
      ) : (
        <AgentList
          agents={agents.map((agent) => lineOf(agent, defaultAgentId))}
          actions={ACTIONS}
        />
      )}
      {archived.length > 0 && (
        <p className="mt-6 text-sm">
          <Link
            href="/admin?view=archived"
            className="hit text-muted underline decoration-edge underline-offset-4 hover:text-ink"
          >
            {own('archiveLink', { count: archived.length })}
          </Link>
        </p>
      )}
    </>
  );
}

async function Archive() {
  const [archived, t] = await Promise.all([
    listAgents({ archived: true }),
    getTranslations('agents.list'),
  ]);
  return (
    <>
      <PageHeader title={t('archiveTitle')} description={t('archiveLead')} />
      <ArchivedList
        agents={archived.map(({ id, name, icon, colour, archivedAt }) => ({
          id,
          name,
          icon,
          colour,
          archivedAt: archivedAt ?? 0,
        }))}
        actions={ACTIONS}
      />
    </>
  );
}
