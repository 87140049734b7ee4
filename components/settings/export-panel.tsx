'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

const FORMATS = [
  { format: 'json', label: 'exportJson', help: 'exportJsonHelp' },
  { format: 'md', label: 'exportMarkdown', help: 'exportMarkdownHelp' },
  { format: 'html', label: 'exportHtml', help: 'exportHtmlHelp' },
] as const;

/** All one's conversations as one file, in the format one picks. */
export function ExportPanel() {
  const t = useTranslations('keeping.data');
  return (
    <ul className="flex flex-col">
      {FORMATS.map(({ format, label, help }) => (
        <li
          key={format}
          className="flex items-center justify-between gap-4 border-t border-line py-3 first:border-0 first:pt-0"
        >
          <div className="min-w-0">
            <p className="text-base font-medium text-ink">{t(label)}</p>
            <p className="text-sm text-muted">{t(help)}</p>
          </div>
          <a
            href={`/api/export?format=${format}`}
            download
            className={buttonClass({ size: 'sm' })}
            aria-label={t('saveNamed', { format: t(label) })}
          >
            <Download aria-hidden />
            {t('save')}
          </a>
        </li>
      ))}
    </ul>
  );
}
