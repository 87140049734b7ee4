import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { searchPeople } from '@/app/admin/actions';
import { changeGroupMembers, removeGroup, saveGroup } from '@/app/admin/groups/actions';
import { saveLimits } from '@/app/admin/limits/actions';
import { FormSection } from '@/components/admin/form-section';
import { BackTo } from '@/components/people/back-to';
import { DeleteGroup } from '@/components/people/delete-group';
import { EditGroup } from '@/components/people/edit-group';
import { LimitsForm } from '@/components/people/limits-form';
import { Members } from '@/components/people/members';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { readBudget } from '@/lib/db/budgets';
import { findGroup, listGroupAgents, listMembers } from '@/lib/db/groups';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people.groups'))('title') };
}

/** One group: its people, its limits, the agents that name it. */
export default async function GroupPage({ params }: { params: Promise<{ id: string }> }) {
  await requireAdmin();
  const { id } = await params;
  const [t, group, members, agents, limits] = await Promise.all([
    getTranslations('people.groups'),
    findGroup(id),
    listMembers(id),
    listGroupAgents(id),
    readBudget({ scope: 'group', subjectId: id }),
  ]);
  if (!group) notFound();
  return (
    <div className="max-w-3xl pb-16">
      <BackTo href="/admin/groups">{t('title')}</BackTo>
      <PageHeader title={group.name} description={group.description} />
      <FormSection title={t('members')}>
        <Members
          groupId={group.id}
          members={members}
          search={searchPeople}
          change={changeGroupMembers}
        />
      </FormSection>
      <FormSection title={t('limits')}>
        <p className="text-base text-muted">{t('limitsHelp')}</p>
        <LimitsForm scope="group" subjectId={group.id} limits={limits} save={saveLimits} />
      </FormSection>
      <FormSection title={t('agents')}>
        {agents.length === 0 ? (
          <p className="text-base text-muted">{t('noAgents')}</p>
        ) : (
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-base">
            {agents.map((agent) => (
              <li key={agent.id}>
                <Link
                  href={`/admin/agents/${agent.id}`}
                  className="text-accent underline underline-offset-2"
                >
                  {agent.name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </FormSection>
      <FormSection title={t('nameSection')}>
        <EditGroup group={group} save={saveGroup} />
      </FormSection>
      <FormSection title={t('deleteSection')}>
        <DeleteGroup group={group} agents={agents.length} remove={removeGroup} />
      </FormSection>
    </div>
  );
}
