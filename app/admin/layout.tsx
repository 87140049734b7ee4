import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { keyboardChoices } from '@/app/choices';
import { AdminFrame } from '@/components/admin/admin-frame';
import { AlertBanner } from '@/components/admin/alert-banner';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { Shortcuts } from '@/components/keys/shortcuts';
import { requireAdmin } from '@/lib/auth/guard';
import { listAlerts } from '@/lib/db/alerts';
import { readSettings } from '@/lib/db/instance-settings';
import { countWaiting } from '@/lib/db/people-list';

export async function generateMetadata(): Promise<Metadata> {
  const [t, name] = await Promise.all([getTranslations('admin'), getTranslations('common')]);
  // A title of a layout ends the pattern above it: it is said again for the pages below.
  return { title: { default: t('title'), template: `%s · ${name('appName')}` } };
}

/** The words that the components of admin pages need in the browser. */
const WORDS = [
  'admin',
  'agents',
  'audit',
  'chat',
  'common',
  'dashboard',
  'errors',
  'feedback',
  'instance',
  'keys',
  'people',
  'reading',
  'system',
  'usage',
] as const;

/** The frame of all admin pages. Each of them asks for the admin itself, too. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireAdmin();
  const [messages, alerts, { banner }, keyboard, waiting] = await Promise.all([
    getMessages(),
    listAlerts(),
    readSettings(),
    keyboardChoices(),
    countWaiting(),
  ]);
  return (
    <NextIntlClientProvider
      messages={Object.fromEntries(WORDS.map((name) => [name, messages[name]]))}
    >
      <Shortcuts {...keyboard}>
        <AdminFrame banner={<InstanceBanner text={banner} />} waiting={waiting}>
          <AlertBanner alerts={alerts} now={Date.now()} />
          {children}
        </AdminFrame>
      </Shortcuts>
    </NextIntlClientProvider>
  );
}
