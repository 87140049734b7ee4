'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { TableCell, TableRow } from '@/components/ui/table';
import type { PersonLine } from '@/lib/contract/people-list';
import { PersonStatus } from './person-status';

interface PersonRowProps {
  person: PersonLine;
  now: number;
  self: boolean;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

/** One person of the list. */
export function PersonRow({ person, now, self, chosen, onChoose }: PersonRowProps) {
  const t = useTranslations('people.list');
  const format = useFormatter();
  const ago = (time: number) => (
    <time
      dateTime={new Date(time).toISOString()}
      title={format.dateTime(new Date(time), { dateStyle: 'medium', timeStyle: 'short' })}
    >
      {format.relativeTime(new Date(time), new Date(now))}
    </time>
  );
  return (
    <TableRow aria-selected={chosen}>
      <TableCell className="w-8 pointer-coarse:w-14">
        <label
          htmlFor={`choose-${person.id}`}
          className="grid place-items-center pointer-coarse:-my-3 pointer-coarse:size-11"
        >
          <span className="sr-only">{t('select', { email: person.email })}</span>
          <Checkbox
            id={`choose-${person.id}`}
            checked={chosen}
            disabled={self}
            onChange={(event) => onChoose(event.target.checked)}
          />
        </label>
      </TableCell>
      <TableCell className="max-w-80 max-sm:w-full max-sm:max-w-0 pointer-coarse:py-3">
        <Link
          href={`/admin/people/${person.id}`}
          className="hit block font-medium text-ink hover:underline hover:underline-offset-2"
        >
          <span dir="ltr" className="block truncate rtl:text-end">
            {person.email}
          </span>
        </Link>
        <span className="flex min-w-0 gap-2 text-sm text-muted">
          <span className="truncate" dir="auto">
            {self ? t('you') : person.name}
          </span>
          <span className="sm:hidden">
            {person.status !== 'active' && <PersonStatus status={person.status} />}
          </span>
        </span>
      </TableCell>
      <TableCell className="max-sm:hidden">{t(`roles.${person.role}`)}</TableCell>
      <TableCell className="max-sm:hidden">
        <PersonStatus status={person.status} />
      </TableCell>
      <TableCell className="max-w-48 truncate text-soft max-lg:hidden">
        {person.groups.join(', ')}
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        {format.number(person.messages)}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap text-soft max-md:hidden">
        {person.seenAt === null ? t('never') : ago(person.seenAt)}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap text-soft max-xl:hidden">
        {ago(person.joinedAt)}
      </TableCell>
    </TableRow>
  );
}
