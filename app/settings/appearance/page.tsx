import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { keyboardChoices } from '@/app/choices';
import { savePreferences } from '@/app/settings/actions';
import { COOKIE } from '@/components/chat/cookie';
import { AppearanceForm } from '@/components/settings/appearance-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.appearance'))('title') };
}

/** How the interface looks, and which key sends. */
export default async function AppearancePage() {
  await requireUser();
  const [t, jar, { preferences }] = await Promise.all([
    getTranslations('settings.appearance'),
    cookies(),
    keyboardChoices(),
  ]);
  const theme = jar.get(COOKIE.theme)?.value;
  return (
    <>
      <PageHeader title={t('title')} />
      <AppearanceForm
        theme={theme === 'light' || theme === 'dark' ? theme : 'system'}
        look={{ textSize: preferences.textSize, sendKey: preferences.sendKey }}
        save={savePreferences}
      />
    </>
  );
}
