'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useTransition } from 'react';
import { ListSearch } from '@/components/admin/list-search';
import { Select } from '@/components/ui/select';
import { type PeopleQuery, peopleAddress, ROLES, STATUSES } from '@/lib/contract/people-list';

const PAUSE_MS = 250;

interface PeopleFiltersProps {
  query: PeopleQuery;
  groups: readonly { id: string; name: string }[];
}

/** Searches and narrows the list; all of it stands in the address. */
export function PeopleFilters({ query, groups }: PeopleFiltersProps) {
  const t = useTranslations('people.list');
  const router = useRouter();
  const [, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const go = () => {
    clearTimeout(timer.current);
    if (!form.current) return;
    const given = new FormData(form.current);
    const text = (name: string) => String(given.get(name) ?? '');
    const change: Partial<PeopleQuery> = {
      text: text('q'),
      role: ROLES.find((role) => role === text('role')) ?? '',
      status: STATUSES.find((status) => status === text('status')) ?? '',
      group: text('group'),
    };
    start(() => router.replace(peopleAddress(query, change), { scroll: false }));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  return (
    <search>
      <form
        ref={form}
        action="/admin/people"
        onSubmit={onSubmit}
        className="grid grid-cols-2 gap-2 pb-3 sm:grid-cols-[minmax(0,1fr)_repeat(3,minmax(0,10rem))] max-sm:*:last:col-span-2"
      >
        <ListSearch
          label={t('search')}
          value={query.text}
          onChange={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(go, PAUSE_MS);
          }}
        />
        <Select name="role" aria-label={t('role')} defaultValue={query.role} onChange={go}>
          <option value="">{t('anyRole')}</option>
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
        <Select
          name="status"
          aria-label={t('status')}
          key={query.status}
          defaultValue={query.status}
          onChange={go}
        >
          <option value="">{t('anyStatus')}</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {t(`statuses.${status}`)}
            </option>
          ))}
        </Select>
        <Select name="group" aria-label={t('group')} defaultValue={query.group} onChange={go}>
          <option value="">{t('anyGroup')}</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </form>
    </search>
  );
}
