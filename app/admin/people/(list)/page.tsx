import { Clock, Download, UserPlus, Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { addToGroup, changePeople } from '@/app/admin/people/actions';
import { Pager } from '@/components/people/pager';
import { PeopleFilters } from '@/components/people/people-filters';
import { PeopleTable } from '@/components/people/people-table';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { peopleAddress, peopleParams, readPeopleQuery } from '@/lib/contract/people-list';
import { listGroups } from '@/lib/db/groups';
import { listPeople, PEOPLE_PAGE } from '@/lib/db/people-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.list'))('title') };
}

type Params = Promise<Record<string, string | string[] | undefined>>;

/** Everybody who has an account, or waits for one. */
export default async function PeoplePage({ searchParams }: { searchParams: Params }) {
  const admin = await requireAdmin();
  const query = readPeopleQuery(await searchParams);
  const [t, { people, total, pending }, groups] = await Promise.all([
    getTranslations('people.list'),
    listPeople(query),
    listGroups(),
  ]);
  const actions = (
    <>
      <a
        href={`/api/admin/people?${peopleParams(query)}`}
        download
        aria-label={t('export')}
        className={buttonClass()}
      >
        <Download aria-hidden />
        {t('csv')}
      </a>
      <Link href="/admin/invite" className={buttonClass({ variant: 'primary' })}>
        <UserPlus aria-hidden />
        {t('invite')}
      </Link>
    </>
  );
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader title={t('title')} description={t('lead', { count: total })} actions={actions} />
      {pending > 0 && query.status !== 'pending' && (
        <Link
          href="/admin/people?status=pending"
          className="mb-4 flex items-center gap-2.5 rounded-lg border border-amber/30 bg-amber-tint px-3 py-2.5 text-base text-ink hover:border-amber pointer-coarse:min-h-11"
        >
          <Clock aria-hidden className="size-4 shrink-0 stroke-[1.5] text-amber" />
          {t('waiting', { count: pending })}
        </Link>
      )}
      <PeopleFilters query={query} groups={groups} />
      {people.length === 0 ? (
        <EmptyState icon={<Users />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <PeopleTable
          people={people}
          query={query}
          groups={groups}
          selfId={admin.id}
          now={Date.now()}
          actions={{ change: changePeople, addToGroup }}
        />
      )}
      <Pager
        page={query.page}
        pages={Math.ceil(total / PEOPLE_PAGE)}
        addressOf={(page) => peopleAddress(query, { page })}
      />
    </div>
  );
}
