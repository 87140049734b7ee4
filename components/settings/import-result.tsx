'use client';

import { useTranslations } from 'next-intl';
import type { ImportReport } from '@/lib/client/import-archive';

/** What came of an import: how many, what is different about them, what could not be read. */
export function ImportResult({ report }: { report: ImportReport }) {
  const t = useTranslations('keeping.data');
  const { imported, known, replaced, agent, refused, ended, done, total } = report;
  const lines = [
    t('imported', { count: imported }),
    t('known', { count: known }),
    t('replaced', { count: replaced, agent }),
    ended === 'stopped' ? t('stopped') : '',
    ended === 'broken' ? t('broken', { done, total }) : '',
  ];
  return (
    <section
      role="status"
      aria-label={t('reportTitle')}
      className="flex w-full flex-col gap-1 rounded-lg border border-line px-4 py-3 text-base text-soft"
    >
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line} className="first:text-ink">
            {line}
          </p>
        ))}
      {refused.length > 0 && (
        <>
          <p className="text-red">{t('refused', { count: refused.length })}</p>
          <ul className="max-h-60 overflow-y-auto">
            {refused.map(({ title, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and titles repeat
              <li key={index} className="text-sm wrap-anywhere">
                <span dir="auto">{title || t('untitled')}</span>
                {reason && <span className="text-muted"> · {reason}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
