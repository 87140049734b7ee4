import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SettingsForm } from '@/components/instance/settings-form';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import { listAgents } from '@/lib/db/agents';
import { describeSettings } from '@/lib/db/instance-settings';
import { env } from '@/lib/env';
import { saveSettings, tellRetention } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('instance'))('title') };
}

/** What admins set for the whole instance. */
export default async function SettingsPage() {
  await requireAdmin();
  const [t, stored, agents] = await Promise.all([
    getTranslations('instance'),
    describeSettings(),
    listAgents(),
  ]);
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <SettingsForm
        stored={stored}
        agents={agents.filter(({ enabled }) => enabled).map(({ id, name }) => ({ id, name }))}
        canBackUp={env.DATABASE_URL.startsWith('file:')}
        save={saveSettings}
        tell={tellRetention}
      />
    </div>
  );
}
