import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { importFile, lookAtFile } from '@/app/admin/agents/import-actions';
import { ImportFile } from '@/components/agents/import-file';
import { BackTo } from '@/components/people/back-to';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agents.import'))('title') };
}

/** Agents from a file: looked at first, then added, all or none. */
export default async function ImportPage() {
  await requireAdmin();
  const [t, list] = await Promise.all([
    getTranslations('agents.import'),
    getTranslations('agents.list'),
  ]);
  return (
    <div className="max-w-160 pb-16">
      <BackTo href="/admin">{list('backToList')}</BackTo>
      <PageHeader title={t('title')} description={t('lead')} />
      <ImportFile actions={{ look: lookAtFile, add: importFile }} />
    </div>
  );
}
