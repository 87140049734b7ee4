'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useRef } from 'react';
import { type SearchPeople, usePeopleSearch } from '@/components/admin/use-people-search';
import { Input } from '@/components/ui/input';

interface PersonFinderProps extends ComponentProps<'input'> {
  search: SearchPeople;
  /** Where a person is looked at. */
  hrefOf: (personId: string) => string;
}

/** Searches people; each one found is a link, so that who is chosen stands in the address. */
export function PersonFinder({ search, hrefOf, ...input }: PersonFinderProps) {
  const t = useTranslations('people.finder');
  const { text, found, failed, ask } = usePeopleSearch(search);
  const list = useRef<HTMLDivElement>(null);
  const count = found?.length ?? 0;
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 stroke-[1.5] text-muted"
      />
      <Input
        {...input}
        className="ps-9"
        type="search"
        value={text}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={({ key }) => key === 'Escape' && ask('')}
        onBlur={({ relatedTarget }) => {
          if (relatedTarget && !list.current?.contains(relatedTarget)) ask('');
        }}
        autoComplete="off"
        spellCheck={false}
      />
      {(found !== null || failed) && (
        <div
          ref={list}
          data-edge
          className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 min-w-64 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          <ul aria-label={t('found')}>
            {found?.map((person) => (
              <li key={person.id}>
                <Link
                  href={hrefOf(person.id)}
                  scroll={false}
                  onClick={() => ask('')}
                  className="block truncate rounded-md px-2 py-1.5 text-base text-ink hover:bg-tint focus-visible:-outline-offset-2 pointer-coarse:py-3"
                >
                  {person.name || person.email}
                  {person.name !== '' && <span className="ms-2 text-muted">{person.email}</span>}
                </Link>
              </li>
            ))}
          </ul>
          <p role="status" className={count > 0 ? 'sr-only' : 'px-2 py-1.5 text-base text-muted'}>
            {failed ? t('failed') : t('count', { count })}
          </p>
        </div>
      )}
    </div>
  );
}
