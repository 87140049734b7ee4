import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { makeInvite } from '@/app/admin/invite/actions';
import { InviteForm } from '@/components/admin/invite-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.invite'))('title') };
}

/** A link for one new person. */
export default async function InvitePage() {
  await requireAdmin();
  const t = await getTranslations('admin.invite');
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <InviteForm create={makeInvite} />
    </div>
  );
}
