import { getTranslations } from 'next-intl/server';
import { SettingsList } from '@/components/settings/settings-nav';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/guard';
import { Profile } from './profile/profile';

/** The first page of the settings; on a phone the list of them. */
export default async function SettingsPage() {
  const person = await requireUser();
  const t = await getTranslations('settings');
  return (
    <>
      <div className="max-md:hidden">
        <Profile person={person} />
      </div>
      <div className="md:hidden">
        <PageHeader title={t('title')} />
        <SettingsList />
      </div>
    </>
  );
}
