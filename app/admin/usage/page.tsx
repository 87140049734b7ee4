import { ChartColumn } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { searchPeople } from '@/app/admin/actions';
import { LiveRunsList } from '@/components/dashboard/live-runs';
import { type ChosenPerson, RangeBar } from '@/components/dashboard/range-bar';
import { DashboardView } from '@/components/dashboard/usage-view';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import {
  hasHours,
  readUsageQuery,
  type UsageQuery,
  usageAddress,
} from '@/lib/contract/usage-query';
import { listAgents } from '@/lib/db/agents';
import { readUsage, wasUsed } from '@/lib/db/dashboard';
import { nameEach } from '@/lib/db/people';
import { runningNow } from '@/lib/runs/running';
import { stopAnswer } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dashboard'))('title') };
}

type Params = Promise<Record<string, string | string[] | undefined>>;

/** What is used, by whom, at what cost and how fast. */
export default async function UsagePage({ searchParams }: { searchParams: Params }) {
  await requireAdmin();
  const now = Date.now();
  const query = readUsageQuery(await searchParams, now);
  const [t, figures, agents, live, person] = await Promise.all([
    getTranslations('dashboard'),
    readUsage(query, now),
    listAgents(),
    runningNow(now),
    chosenPerson(query.person),
  ]);
  const known = figures.agents.filter(({ id }) => !agents.some((agent) => agent.id === id));
  const choices = [...agents, ...known].map(({ id, name }) => ({
    id,
    name: name || t('agents.gone'),
  }));
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <LiveRunsList first={live} stop={stopAnswer} />
      <RangeBar
        query={query}
        hours={hasHours(query, now)}
        agents={choices}
        person={person}
        searchPeople={searchPeople}
      />
      {figures.totals.runs === 0 ? (
        <Nothing query={query} />
      ) : (
        <DashboardView figures={figures} query={query} />
      )}
    </div>
  );
}

async function chosenPerson(id: string): Promise<ChosenPerson | null> {
  if (id === '') return null;
  const [person] = await nameEach([id]);
  const known = person !== undefined && !person.email.startsWith('removed:');
  return { id, name: known ? person.name || person.email : '', known };
}

/** Nothing at all, or nothing in this time. */
async function Nothing({ query }: { query: UsageQuery }) {
  const t = await getTranslations('dashboard');
  const used = await wasUsed();
  const wider = usageAddress(query, { range: '90d', step: 'day', agent: '', person: '' });
  return (
    <EmptyState
      icon={<ChartColumn />}
      title={used ? t('noneTitle') : t('emptyTitle')}
      action={
        <Link
          href={used ? wider : '/'}
          className={buttonClass({ variant: used ? 'secondary' : 'primary' })}
        >
          {used ? t('noneAction') : t('emptyAction')}
        </Link>
      }
    >
      {used ? t('noneText') : t('emptyText')}
    </EmptyState>
  );
}
