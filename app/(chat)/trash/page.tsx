import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countConversations, eraseConversations, listTrashed } from '@/app/(chat)/actions';
import { TrashPage } from '@/components/history/trash-page';
import { requireUser } from '@/lib/auth/guard';
import { readSettings } from '@/lib/db/instance-settings';
import { listTrash } from '@/lib/db/session-lists';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history.pages.trash'))('title') };
}

const TRASH = { list: listTrashed, count: countConversations, erase: eraseConversations };

/** What this person deleted, until it is gone for good. */
export default async function TrashRoute() {
  const person = await requireUser();
  const [page, settings] = await Promise.all([listTrash(person.id), readSettings()]);
  return <TrashPage page={page} days={settings.retainTrashDays} trash={TRASH} />;
}
