import { Download, ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AuditFilters } from '@/components/audit/audit-filters';
import { AuditList } from '@/components/audit/audit-list';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { requireAdmin } from '@/lib/auth/guard';
import {
  type AuditQuery,
  auditAddress,
  auditParams,
  readAuditQuery,
} from '@/lib/contract/audit-list';
import { type AuditPage, listAudit } from '@/lib/db/audit-list';
import { readSettings } from '@/lib/db/instance-settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

type Params = Promise<Record<string, string | string[] | undefined>>;

/** What admins did. */
export default async function AuditLogPage({ searchParams }: { searchParams: Params }) {
  await requireAdmin();
  const query = readAuditQuery(await searchParams);
  const [t, page, { retainAuditDays }] = await Promise.all([
    getTranslations('audit'),
    listAudit(query),
    readSettings(),
  ]);
  return (
    <div className="max-w-6xl pb-16">
      <PageHeader
        title={t('title')}
        description={t('lead', { days: retainAuditDays })}
        actions={<Exports query={query} />}
      />
      <AuditFilters query={query} />
      <p role="status" className="figures pb-2 text-sm text-muted">
        {t('count', { count: page.total })}
      </p>
      <OneSubject query={query} name={page.lines[0]?.subject} />
      {page.lines.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <AuditList lines={page.lines} query={query} />
      )}
      <Pages query={query} page={page} />
    </div>
  );
}

/** Says that only what was done to one is shown, and how to see all again. */
async function OneSubject({ query, name }: { query: AuditQuery; name: string | undefined }) {
  if (query.subject === '') return null;
  const t = await getTranslations('audit');
  return (
    <p className="pb-3 text-base text-soft">
      {t('onlySubject', { name: name || query.subject })}{' '}
      <Link
        href={auditAddress(query, { subject: '' })}
        className="hit text-accent underline underline-offset-2"
      >
        {t('showAll')}
      </Link>
    </p>
  );
}

async function Exports({ query }: { query: AuditQuery }) {
  const t = await getTranslations('audit');
  return (['csv', 'json'] as const).map((format) => {
    const params = auditParams(query);
    params.set('format', format);
    return (
      <a
        key={format}
        href={`/api/admin/audit?${params}`}
        download
        aria-label={t('export', { format: t(format) })}
        className={buttonClass()}
      >
        <Download aria-hidden />
        {t(format)}
      </a>
    );
  });
}

async function Pages({ query, page: { older, newer } }: { query: AuditQuery; page: AuditPage }) {
  if (older === null && newer === null) return null;
  const t = await getTranslations('audit');
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-end gap-2 pt-3">
      {newer !== null && (
        <Link href={auditAddress(query, { after: newer })} className={buttonClass()} rel="prev">
          {t('newer')}
        </Link>
      )}
      {older !== null && (
        <Link href={auditAddress(query, { before: older })} className={buttonClass()} rel="next">
          {t('older')}
        </Link>
      )}
    </nav>
  );
}
