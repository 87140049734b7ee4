'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type SearchPeople, usePeopleSearch } from '@/components/admin/use-people-search';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** Finds a person to look at; who is chosen stands in the address. */
export function PersonChooser({ search }: { search: SearchPeople }) {
  const t = useTranslations('people.limits');
  const { text, found, ask } = usePeopleSearch(search);
  return (
    <div className="max-w-96">
      <Field id="limits-person" label={t('person')}>
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder={t('findPerson')}
            value={text}
            onChange={(event) => ask(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      {found !== null && (
        <ul className="mt-1 rounded-lg border border-line bg-raised p-1">
          {found.map((person) => (
            <li key={person.id}>
              <Link
                href={`/admin/limits?person=${person.id}`}
                scroll={false}
                onClick={() => ask('')}
                className="block truncate rounded-md px-2 py-1.5 text-base text-ink hover:bg-tint pointer-coarse:py-3"
              >
                {person.email}
                {person.name !== '' && <span className="ms-2 text-muted">{person.name}</span>}
              </Link>
            </li>
          ))}
          {found.length === 0 && (
            <li className="px-2 py-1.5 text-base text-muted">{t('nobody')}</li>
          )}
        </ul>
      )}
    </div>
  );
}
