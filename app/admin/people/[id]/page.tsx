import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { saveLimits } from '@/app/admin/limits/actions';
import {
  changePeople,
  makeResetLink,
  removePerson,
  setGroups,
  signOutEverywhere,
} from '@/app/admin/people/actions';
import { FormSection } from '@/components/admin/form-section';
import { BackTo } from '@/components/people/back-to';
import { EntrySection } from '@/components/people/entry-section';
import { LimitsForm } from '@/components/people/limits-form';
import { PersonForm } from '@/components/people/person-form';
import { PersonStatus } from '@/components/people/person-status';
import { Removal } from '@/components/people/removal';
import { SignInSection } from '@/components/people/sign-in-section';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { readBudget } from '@/lib/db/budgets';
import { groupsOf, listGroups } from '@/lib/db/groups';
import { type PersonFigures, readPerson } from '@/lib/db/people-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.list'))('title') };
}

/** One person: what they are here, what they may use, how they enter. */
export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  await requireAdmin();
  const { id } = await params;
  const [t, person, groups, memberOf, limits] = await Promise.all([
    getTranslations('people.person'),
    readPerson(id),
    listGroups(),
    groupsOf(id),
    readBudget({ scope: 'person', subjectId: id }),
  ]);
  if (!person) notFound();
  return (
    <div className="max-w-3xl pb-16">
      <BackTo href="/admin/people">{t('back')}</BackTo>
      <PageHeader title={person.email} description={<Facts person={person} />} />
      <FormSection title={t('account')}>
        <PersonForm
          person={person}
          groups={groups}
          memberOf={memberOf.map((group) => group.id)}
          actions={{ change: changePeople, setGroups }}
        />
      </FormSection>
      <FormSection title={t('limits')}>
        <p className="text-base text-muted">
          {t('limitsHelp')}{' '}
          <Link
            href={`/admin/limits?person=${person.id}`}
            className="text-accent underline underline-offset-2"
          >
            {t('inForce')}
          </Link>
        </p>
        <LimitsForm scope="person" subjectId={person.id} limits={limits} save={saveLimits} />
      </FormSection>
      <FormSection title={t('signIn.title')}>
        <SignInSection
          id={person.id}
          active={person.status === 'active'}
          signIns={person.signIns}
          tokens={person.tokens}
          actions={{ reset: makeResetLink, signOut: signOutEverywhere }}
        />
      </FormSection>
      <FormSection title={t('entry.title')}>
        <EntrySection id={person.id} status={person.status} change={changePeople} />
      </FormSection>
      <FormSection title={t('removal')}>
        <Removal person={person} remove={removePerson} />
      </FormSection>
    </div>
  );
}

async function Facts({ person }: { person: PersonFigures }) {
  const [t, format] = await Promise.all([getTranslations('people.person'), getFormatter()]);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {person.name && <span dir="auto">{person.name}</span>}
      <PersonStatus status={person.status} />
      <span>
        {t('joined', {
          date: format.dateTime(new Date(person.joinedAt), { dateStyle: 'medium' }),
          conversations: person.conversations,
        })}
      </span>
      <Link
        href={`/admin/usage?range=30d&person=${person.id}`}
        className="hit text-accent underline underline-offset-2"
      >
        {t('usage')}
      </Link>
      <Link
        href={`/admin/audit?subject=${person.id}`}
        className="hit text-accent underline underline-offset-2"
      >
        {t('history')}
      </Link>
    </span>
  );
}
