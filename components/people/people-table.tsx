'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Table, TableHead, TableHeader } from '@/components/ui/table';
import {
  type PeopleQuery,
  type PeopleSort,
  type PersonLine,
  peopleAddress,
} from '@/lib/contract/people-list';
import { type BulkActions, BulkBar } from './bulk-bar';
import { PersonRow } from './person-row';

interface PeopleTableProps {
  people: readonly PersonLine[];
  query: PeopleQuery;
  groups: readonly { id: string; name: string }[];
  /** Who is looking: they are not among those changed many at a time. */
  selfId: string;
  /** Unix milliseconds when the page was drawn. */
  now: number;
  actions: BulkActions;
}

/** The people as a table; what is selected can be changed together. */
export function PeopleTable({ people, query, groups, selfId, now, actions }: PeopleTableProps) {
  const t = useTranslations('people.list');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choosable = people.filter(({ id }) => id !== selfId);
  const selected = choosable.filter(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <tr>
            <TableHeader className="w-8 pointer-coarse:w-14">
              <label
                htmlFor="choose-all"
                className="grid place-items-center pointer-coarse:-my-3 pointer-coarse:size-11"
              >
                <span className="sr-only">{t('selectAll')}</span>
                <Checkbox
                  id="choose-all"
                  checked={selected.length > 0 && selected.length === choosable.length}
                  ref={(box) => {
                    if (!box) return;
                    box.indeterminate = selected.length > 0 && selected.length < choosable.length;
                  }}
                  onChange={(event) =>
                    choose(
                      choosable.map(({ id }) => id),
                      event.target.checked,
                    )
                  }
                />
              </label>
            </TableHeader>
            <SortHeader query={query} sort="email" />
            <SortHeader query={query} sort="role" className="max-sm:hidden" />
            <SortHeader query={query} sort="status" className="max-sm:hidden" />
            <TableHeader className="max-lg:hidden">{t('columns.groups')}</TableHeader>
            <SortHeader query={query} sort="messages" numeric className="max-md:hidden" />
            <SortHeader query={query} sort="seen" numeric className="max-md:hidden" />
            <SortHeader query={query} sort="joined" numeric className="max-xl:hidden" />
          </tr>
        </TableHead>
        <tbody>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              now={now}
              self={person.id === selfId}
              chosen={chosen.has(person.id)}
              onChoose={(on) => choose([person.id], on)}
            />
          ))}
        </tbody>
      </Table>
      {selected.length > 0 && (
        <BulkBar
          people={selected}
          groups={groups}
          actions={actions}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  );
}

interface SortHeaderProps {
  query: PeopleQuery;
  sort: PeopleSort;
  numeric?: boolean;
  className?: string;
}

function SortHeader({ query, sort, numeric = false, className }: SortHeaderProps) {
  const t = useTranslations('people.list.columns');
  const active = query.sort === sort;
  const descending = active ? !query.descending : numeric;
  const order = query.descending ? 'descending' : 'ascending';
  const Arrow = query.descending ? ArrowDown : ArrowUp;
  return (
    <TableHeader numeric={numeric} className={className} aria-sort={active ? order : undefined}>
      <Link
        href={peopleAddress(query, { sort, descending })}
        scroll={false}
        className="hit inline-flex items-center gap-1 hover:text-ink"
      >
        {t(sort)}
        {active && <Arrow aria-hidden className="size-3 stroke-2" />}
      </Link>
    </TableHeader>
  );
}
