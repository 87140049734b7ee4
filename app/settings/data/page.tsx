import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { deleteAccount } from '@/app/settings/actions';
import { DeleteAccount } from '@/components/settings/delete-account';
import { SettingsSection } from '@/components/settings/settings-section';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/guard';
import { countBelongings, hasPassword, isLastAdmin } from '@/lib/db/account';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.data'))('title') };
}

/** What is stored of the person, and how it goes away. */
export default async function DataPage() {
  const person = await requireUser();
  const [t, belongings, own, last] = await Promise.all([
    getTranslations('settings.data'),
    countBelongings(person.id),
    hasPassword(person.id),
    isLastAdmin(person.id),
  ]);
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <SettingsSection title={t('account')} description={last ? t('lastAdmin') : t('accountText')}>
        {!last && (
          <DeleteAccount
            belongings={belongings}
            email={person.email}
            hasPassword={own}
            remove={deleteAccount}
          />
        )}
      </SettingsSection>
    </>
  );
}
