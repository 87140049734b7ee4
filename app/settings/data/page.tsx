import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { revokeAllShares, revokeShare } from '@/app/(chat)/share-actions';
import { deleteAccount, deleteConversations, restoreConversations } from '@/app/settings/actions';
import { Readings } from '@/components/feedback/readings';
import { DeleteAccount } from '@/components/settings/delete-account';
import { DeleteConversations } from '@/components/settings/delete-conversations';
import { ExportPanel } from '@/components/settings/export-panel';
import { ImportPanel } from '@/components/settings/import-panel';
import { SettingsSection } from '@/components/settings/settings-section';
import { ShareTable } from '@/components/settings/share-table';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/guard';
import { countBelongings, hasPassword, isLastAdmin } from '@/lib/db/account';
import { listReadings } from '@/lib/db/feedback';
import { readSettings } from '@/lib/db/instance-settings';
import { countKept } from '@/lib/db/session-trash';
import { listShares } from '@/lib/db/shares';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.data'))('title') };
}

/** What is stored of the person, and how it goes away. */
export default async function DataPage() {
  const person = await requireUser();
  const [t, keeping, shares, kept, belongings, own, last] = await Promise.all([
    getTranslations('settings.data'),
    getTranslations('keeping.data'),
    listShares(person.id),
    countKept(person.id),
    countBelongings(person.id),
    hasPassword(person.id),
    isLastAdmin(person.id),
  ]);
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <SettingsSection title={keeping('exportTitle')} description={keeping('exportText')}>
        <ExportPanel />
      </SettingsSection>
      <SettingsSection title={keeping('importTitle')} description={keeping('importText')}>
        <ImportPanel />
      </SettingsSection>
      <SettingsSection title={keeping('sharesTitle')} description={keeping('sharesText')}>
        <ShareTable shares={shares} revoke={revokeShare} revokeAll={revokeAllShares} />
      </SettingsSection>
      <AdminReadings userId={person.id} />
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

/** Whether admins may read what this person rated, and when they did. */
async function AdminReadings({ userId }: { userId: string }) {
  const [t, readings, { adminsReadConversations }] = await Promise.all([
    getTranslations('feedback.readings'),
    listReadings(userId),
    readSettings(),
  ]);
  return (
    <SettingsSection
      title={t('title')}
      description={t(adminsReadConversations ? 'allowed' : 'notAllowed')}
    >
      <Readings readings={readings} />
    </SettingsSection>
  );
}
