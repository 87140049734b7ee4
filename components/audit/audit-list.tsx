import { ChevronRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { AuditLine, AuditQuery } from '@/lib/contract/audit-list';
import { AuditDetails } from './audit-details';
import { useActionWords } from './use-action-words';

/** The entries of a page, each with what changed behind it. */
export function AuditList({ lines, query }: { lines: readonly AuditLine[]; query: AuditQuery }) {
  const t = useTranslations('audit');
  return (
    <ol aria-label={t('title')} className="border-t border-line">
      {lines.map((line) => (
        <li key={line.n} className="border-b border-line">
          <details className="group">
            <summary className="grid min-h-10 cursor-pointer list-none grid-cols-[1rem_minmax(0,1fr)] items-center gap-x-2 py-2 text-base hover:bg-side sm:grid-cols-[1rem_11rem_minmax(0,14rem)_minmax(0,1fr)] sm:gap-x-4 [&::-webkit-details-marker]:hidden">
              <ChevronRight
                aria-hidden
                className="size-4 stroke-[1.5] text-faint transition-transform group-open:rotate-90 rtl:-scale-x-100"
              />
              <Summary line={line} />
            </summary>
            <AuditDetails line={line} query={query} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function Summary({ line }: { line: AuditLine }) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const actionWords = useActionWords();
  return (
    <>
      <time
        dateTime={new Date(line.createdAt).toISOString()}
        className="figures text-soft max-sm:order-3 max-sm:col-start-2 max-sm:text-sm max-sm:text-muted"
      >
        {format.dateTime(new Date(line.createdAt), {
          dateStyle: 'medium',
          timeStyle: 'medium',
          timeZone: 'UTC',
        })}
      </time>
      <span
        className="truncate text-soft max-sm:order-2 max-sm:col-start-2 max-sm:text-sm"
        title={line.actor || undefined}
      >
        {line.actor || t('server')}
      </span>
      <span className="min-w-0 max-sm:order-1 sm:truncate">
        {actionWords(line.action)}{' '}
        <span dir="auto" className="font-medium break-words text-ink">
          {line.subject}
        </span>
      </span>
    </>
  );
}
