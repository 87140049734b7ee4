import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { makeInvite } from '@/app/admin/invite/actions';
import { takeInviteBack } from '@/app/admin/people/actions';
import { InviteForm } from '@/components/admin/invite-form';
import { OpenInvites } from '@/components/people/open-invites';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { listGroups } from '@/lib/db/groups';
import { listInvites } from '@/lib/db/invites';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.invite'))('title') };
}

/** A link for one new person. */
export default async function InvitePage() {
  await requireAdmin();
  const [t, open, groups, invites] = await Promise.all([
    getTranslations('admin.invite'),
    getTranslations('people.invites'),
    listGroups(),
    listInvites(),
  ]);
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <InviteForm create={makeInvite} groups={groups} />
      <section className="mt-12 flex flex-col gap-4">
        <h2 className="text-md font-semibold text-ink">{open('title')}</h2>
        <OpenInvites invites={invites} now={Date.now()} revoke={takeInviteBack} />
      </section>
    </div>
  );
}
