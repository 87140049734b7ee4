import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { endDevices } from '@/app/settings/actions';
import { DeviceList } from '@/components/settings/device-list';
import { PageHeader } from '@/components/ui/page-header';
import { currentSession, requireUser } from '@/lib/auth/guard';
import { listLogins } from '@/lib/db/logins';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.devices'))('title') };
}

/** Where the person is signed in. */
export default async function DevicesPage() {
  const person = await requireUser();
  const [t, logins, session] = await Promise.all([
    getTranslations('settings.devices'),
    listLogins(person.id),
    currentSession(),
  ]);
  const devices = logins.map((login) => ({ ...login, here: login.id === session?.id }));
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <DeviceList
        // This device first, whichever was seen last.
        devices={devices.toSorted((a, b) => Number(b.here) - Number(a.here))}
        now={Date.now()}
        end={endDevices}
      />
    </>
  );
}
