import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { readDevice } from '@/components/settings/device-words';
import { type AuditLine, type AuditQuery, auditAddress } from '@/lib/contract/audit-list';

/** What changed, from where, and the way to all else about the same. */
export function AuditDetails({ line, query }: { line: AuditLine; query: AuditQuery }) {
  const t = useTranslations('audit.details');
  const { subjectId, origin, via } = line;
  return (
    <div className="flex flex-col gap-4 ps-6 pe-3 pt-1 pb-5 sm:ps-8">
      <Change before={fieldsOf(line.before)} after={fieldsOf(line.after)} />
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {origin && <Fact name={t('origin')}>{origin}</Fact>}
        {via && (
          <Fact name={t('via')}>
            <Via via={via} />
          </Fact>
        )}
        {subjectId && (
          <Fact name={t('subjectId')}>
            <span className="font-mono break-all">{subjectId}</span>
            {query.subject !== subjectId && (
              <>
                {' · '}
                <Link
                  href={auditAddress(query, { subject: subjectId, text: '', from: '', to: '' })}
                  className="hit text-accent underline underline-offset-2"
                >
                  {t('history')}
                </Link>
              </>
            )}
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 text-soft">{children}</dd>
    </>
  );
}

/** The browser in words, with what it said of itself on hover. */
function Via({ via }: { via: string }) {
  const t = useTranslations('audit');
  const { browser, system } = readDevice(via);
  if (via.startsWith('token: ') || !browser) return <span className="break-words">{via}</span>;
  return <span title={via}>{system === null ? browser : t('device', { browser, system })}</span>;
}

type Fields = Map<string, unknown>;

function Change({ before, after }: { before: Fields; after: Fields }) {
  const t = useTranslations('audit.details');
  const names = [...new Set([...before.keys(), ...after.keys()])];
  if (names.length === 0) return null;
  const both = before.size > 0 && after.size > 0;
  const columns = both ? [before, after] : [before.size > 0 ? before : after];
  return (
    <table className="w-full max-w-3xl table-fixed border-collapse text-sm">
      <caption className="sr-only">{t('title')}</caption>
      <thead>
        <tr className="text-start text-xs text-muted">
          <Head className="w-2/7">{t('field')}</Head>
          {both && <Head>{t('before')}</Head>}
          <Head>{both ? t('after') : t(before.size > 0 ? 'before' : 'value')}</Head>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name} className="border-t border-line align-top">
            <th
              scope="row"
              translate="no"
              className="py-1.5 pe-3 text-start font-normal break-words text-soft"
            >
              {wordsOf(name)}
            </th>
            {columns.map((fields, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: before and after, always in this order
              <td key={place} className="py-1.5 pe-3 break-words text-ink">
                <Value name={name} value={fields.get(name)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={`py-1 pe-3 text-start font-medium ${className}`}>
      {children}
    </th>
  );
}

function Value({ name, value }: { name: string; value: unknown }) {
  const t = useTranslations('audit.details');
  const format = useFormatter();
  if (value === null || value === undefined || value === '') {
    return <span className="text-muted">{t('none')}</span>;
  }
  if (typeof value === 'number' && name.endsWith('At')) {
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
    return <span className="figures">{format.dateTime(new Date(value), style)}</span>;
  }
  if (typeof value !== 'object') {
    return (
      <span dir="auto" className="whitespace-pre-wrap">
        {String(value)}
      </span>
    );
  }
  const plain = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  if (plain) return <span dir="auto">{value.length === 0 ? t('none') : value.join(', ')}</span>;
  return (
    <pre className="font-mono text-xs break-words whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}

/** `messagesPerDay` as people read it. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value));
}
