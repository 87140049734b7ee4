import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { keyboardChoices } from '@/app/choices';
import { saveShortcuts } from '@/app/settings/actions';
import { ShortcutEditor } from '@/components/settings/shortcut-editor';
import { PageHeader } from '@/components/ui/page-header';
import { requireUser } from '@/lib/auth/guard';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.shortcuts'))('title') };
}

/** Which keys do what. */
export default async function ShortcutsPage() {
  await requireUser();
  const [t, { preferences }] = await Promise.all([
    getTranslations('settings.shortcuts'),
    keyboardChoices(),
  ]);
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <ShortcutEditor own={preferences.shortcuts} save={saveShortcuts} />
    </>
  );
}
