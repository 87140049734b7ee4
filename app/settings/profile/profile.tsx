import { getTranslations } from 'next-intl/server';
import { changePassword, saveName } from '@/app/settings/actions';
import { NameForm, PasswordForm } from '@/components/settings/profile-forms';
import { SettingsSection } from '@/components/settings/settings-section';
import { PageHeader } from '@/components/ui/page-header';
import { hasPassword } from '@/lib/db/account';
import type { Person } from '@/lib/db/users';

/** Who the person is here, and their password. */
export async function Profile({ person }: { person: Person }) {
  const [t, own] = await Promise.all([getTranslations('settings.profile'), hasPassword(person.id)]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="max-w-100">
        <NameForm name={person.name} email={person.email} save={saveName} />
      </div>
      <div className="mt-10 max-w-100 border-t border-line pt-8">
        <SettingsSection
          title={t('password')}
          description={own ? t('passwordText') : t('noPassword')}
        >
          {own && <PasswordForm email={person.email} change={changePassword} />}
        </SettingsSection>
      </div>
    </>
  );
}
