import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { searchPeople } from '@/app/admin/actions';
import { FormSection } from '@/components/admin/form-section';
import { type LimitsLine, LimitsTable } from '@/components/people/limits-table';
import { PersonChooser } from '@/components/people/person-chooser';
import { PageHeader } from '@/components/ui/page-header';
import { StandingsTable } from '@/components/usage/standings-table';
import { requireAdmin } from '@/lib/auth/guard';
import { NO_LIMITS } from '@/lib/contract/budget';
import { listAgents } from '@/lib/db/agents';
import { listBudgets } from '@/lib/db/budgets';
import { listGroups } from '@/lib/db/groups';
import { readPerson } from '@/lib/db/people-list';
import { readStandings } from '@/lib/db/standings';
import { runLimits } from '@/lib/limits/run-limits';
import { saveLimits } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.limits'))('title') };
}

type Params = Promise<{ person?: string | string[] }>;

/** All limits in one place, and what is in force for somebody. */
export default async function LimitsPage({ searchParams }: { searchParams: Params }) {
  await requireAdmin();
  const [t, { lines, addable }] = await Promise.all([
    getTranslations('people.limits'),
    readLines(),
  ]);
  const { perMinute, concurrent } = runLimits.start;
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <FormSection title={t('all')}>
        <LimitsTable
          lines={lines}
          addable={addable}
          fallbacks={{ requestsPerMinute: perMinute, concurrentRuns: concurrent }}
          save={saveLimits}
        />
      </FormSection>
      <FormSection title={t('why')}>
        <p className="max-w-prose text-base text-muted">{t('whyLead')}</p>
        <PersonChooser search={searchPeople} />
        <InForce personId={String((await searchParams).person ?? '')} />
      </FormSection>
      <FormSection title={t('refundTitle')}>
        <p className="max-w-prose text-base leading-relaxed text-soft">{t('refund')}</p>
      </FormSection>
    </div>
  );
}

async function readLines(): Promise<{ lines: LimitsLine[]; addable: LimitsLine[] }> {
  const [stored, groups, agents] = await Promise.all([listBudgets(), listGroups(), listAgents()]);
  const everybody = stored.find(({ scope }) => scope === 'default');
  const order = ['group', 'agent', 'person'] as const;
  const others = order.flatMap((scope) => stored.filter((line) => line.scope === scope));
  const lines: LimitsLine[] = [
    everybody ?? { scope: 'default', subjectId: '', name: '', limits: NO_LIMITS },
    ...others,
  ];
  const candidates: LimitsLine[] = [
    ...groups.map(({ id, name }) => lineOf('group', id, name)),
    ...agents.map(({ id, name }) => lineOf('agent', id, name)),
  ];
  const addable = candidates.filter(
    ({ scope, subjectId }) =>
      !lines.some((line) => line.scope === scope && line.subjectId === subjectId),
  );
  return { lines, addable };
}

function lineOf(scope: 'group' | 'agent', subjectId: string, name: string): LimitsLine {
  return { scope, subjectId, name, limits: NO_LIMITS };
}

async function InForce({ personId }: { personId: string }) {
  if (personId === '') return null;
  const now = Date.now();
  const [person, standings] = await Promise.all([
    readPerson(personId),
    readStandings({ userId: personId, now }, runLimits.start),
  ]);
  if (!person) {
    const t = await getTranslations('people.limits');
    return <p className="text-base text-muted">{t('nobody')}</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-base font-medium text-ink">
        <Link href={`/admin/people/${person.id}`} className="hover:underline">
          {person.email}
        </Link>
      </h3>
      <StandingsTable standings={standings} now={now} own={false} />
    </div>
  );
}
