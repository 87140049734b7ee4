import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { knownZone } from '@/app/(chat)/zone';
import { SearchPage } from '@/components/history/search-page';
import { requireUser } from '@/lib/auth/guard';
import { searchHistory } from '@/lib/db/search-history';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history.pages.search'))('title') };
}

interface PageProps {
  searchParams: Promise<{ q?: string | string[]; order?: string | string[] }>;
}

const MAX_TEXT = 500;

/** Searching one's own conversations: `?q=`, newest first or `?order=best`. */
export default async function SearchRoute({ searchParams }: PageProps) {
  const person = await requireUser();
  const { q, order: asked } = await searchParams;
  const text = typeof q === 'string' ? q.slice(0, MAX_TEXT) : '';
  const order = asked === 'best' ? 'best' : 'newest';
  const timeZone = (await knownZone()) ?? 'UTC';
  const results = await searchHistory(person, {
    text,
    order,
    after: null,
    timeZone,
    now: Date.now(),
  });
  // A link of the sidebar to this page begins anew, whatever was searched before.
  return <SearchPage key={`${order} ${text}`} input={{ text, order }} results={results} />;
}
