import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { keyboardChoices } from '@/app/choices';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { Shortcuts } from '@/components/keys/shortcuts';
import { SettingsFrame } from '@/components/settings/settings-frame';
import { requireUser } from '@/lib/auth/guard';
import { readSettings } from '@/lib/db/instance-settings';

export async function generateMetadata(): Promise<Metadata> {
  const [t, name] = await Promise.all([getTranslations('settings'), getTranslations('common')]);
  // A title of a layout ends the pattern above it: it is said again for the pages below.
  return { title: { default: t('title'), template: `%s · ${name('appName')}` } };
}

/** The frame of all settings. Each page asks for the person itself, too. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  await requireUser();
  const [{ common, errors, keeping, keys, settings }, { banner }, keyboard] = await Promise.all([
    getMessages(),
    readSettings(),
    keyboardChoices(),
  ]);
  return (
    <NextIntlClientProvider messages={{ common, errors, keeping, keys, settings }}>
      <Shortcuts {...keyboard}>
        <SettingsFrame banner={<InstanceBanner text={banner} />}>{children}</SettingsFrame>
      </Shortcuts>
    </NextIntlClientProvider>
  );
}
