import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { deleteAccount, deleteConversations, restoreConversations } from '@/app/settings/actions';
import { DeleteAccount } from '@/components/settings/delete-account';
import { DeleteConversations } from '@/components/settings/delete-conversations';
import { SettingsSection } from '@/components/settings/settings-section';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/guard';
import { countBelongings, hasPassword, isLastAdmin } from '@/lib/db/account';
import { countKept } from '@/lib/db/session-trash';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.data'))('title') };
}

/** What is stored of the person, and how it goes away. */
export default async function DataPage() {
  const person = await requireUser();
  const [t, kept, belongings, own, last] = await Promise.all([
    getTranslations('settings.data'),
    countKept(person.id),
    countBelongings(person.id),
    hasPassword(person.id),
    isLastAdmin(person.id),
  ]);
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <SettingsSection title={t('conversations')} description={t('deleteAllText', { count: kept })}>
        <DeleteConversations
          count={kept}
          remove={deleteConversations}
          restore={restoreConversations}
        />
      </SettingsSection>
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
