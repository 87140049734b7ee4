'use client';

import { useTranslations } from 'next-intl';
import type { SearchPeople } from '@/components/admin/use-people-search';
import { Field } from '@/components/ui/field';
import { PersonFinder } from './person-finder';

/** Finds a person to look at; who is chosen stands in the address. */
export function PersonChooser({ search }: { search: SearchPeople }) {
  const t = useTranslations('people.limits');
  return (
    <div className="max-w-96">
      <Field id="limits-person" label={t('person')}>
        {(control) => (
          <PersonFinder
            {...control}
            search={search}
            hrefOf={(id) => `/admin/limits?person=${id}`}
            placeholder={t('findPerson')}
          />
        )}
      </Field>
    </div>
  );
}
