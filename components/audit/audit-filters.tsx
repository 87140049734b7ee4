'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useTransition } from 'react';
import { ListSearch } from '@/components/admin/list-search';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import {
  AUDIT_NOUNS,
  type AuditQuery,
  auditAddress,
  readAuditQuery,
} from '@/lib/contract/audit-list';

const PAUSE_MS = 250;

/** Searches and narrows the log; all of it stands in the address. */
export function AuditFilters({ query }: { query: AuditQuery }) {
  const t = useTranslations('audit');
  const router = useRouter();
  const [, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const go = () => {
    clearTimeout(timer.current);
    if (!form.current) return;
    const given = new FormData(form.current);
    const { text, noun, from, to } = readAuditQuery(
      Object.fromEntries([...given].map(([name, value]) => [name, String(value)])),
    );
    start(() => router.replace(auditAddress(query, { text, noun, from, to }), { scroll: false }));
  };
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(go, PAUSE_MS);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    go();
  };
  return (
    <search>
      <form
        ref={form}
        action="/admin/audit"
        onSubmit={onSubmit}
        className="grid grid-cols-2 gap-2 pb-3 sm:grid-cols-[minmax(0,1fr)_10rem] lg:grid-cols-[minmax(0,1fr)_10rem_12rem_11rem]"
      >
        <ListSearch label={t('search')} value={query.text} onChange={soon} />
        <div className="max-sm:col-span-2">
          <Select name="what" aria-label={t('what')} defaultValue={query.noun} onChange={go}>
            <option value="">{t('anything')}</option>
            {AUDIT_NOUNS.map((noun) => (
              <option key={noun} value={noun}>
                {t(`nouns.${noun}`)}
              </option>
            ))}
          </Select>
        </div>
        {(['from', 'to'] as const).map((end) => (
          <div
            key={end}
            className="flex min-w-0 gap-2 max-sm:flex-col max-sm:gap-1 sm:items-center"
          >
            <label htmlFor={`audit-${end}`} className="shrink-0 text-sm text-muted">
              {t(end)}
            </label>
            <Input
              id={`audit-${end}`}
              name={end}
              type="date"
              defaultValue={query[end]}
              onChange={soon}
              className="max-sm:px-2"
            />
          </div>
        ))}
      </form>
    </search>
  );
}
