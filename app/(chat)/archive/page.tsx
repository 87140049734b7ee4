import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { listArchive } from '@/app/(chat)/actions';
import { ArchivePage } from '@/components/history/archive-page';
import { requireUser } from '@/lib/auth/guard';
import { listArchived } from '@/lib/db/session-lists';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history.pages.archive'))('title') };
}

/** The conversations this person put away. */
export default async function ArchiveRoute() {
  const person = await requireUser();
  return <ArchivePage page={await listArchived(person.id)} list={listArchive} />;
}
