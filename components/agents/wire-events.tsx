'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/components/chat/copy-button';
import { cn } from '@/lib/cn';
import { MAX_ROWS, pretty, type WireRow } from './wire';

/** The events of runs as they came: type, time and JSON, to be opened and copied. */
export function WireEvents({ rows }: { rows: readonly WireRow[] }) {
  const t = useTranslations('agents.try');
  if (rows.length === 0) {
    return (
      <p className="m-auto max-w-72 px-4 py-12 text-center text-base text-muted">
        {t('eventsEmpty')}
      </p>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center justify-between gap-3 border-b border-line ps-4 pe-2">
        <p className="figures text-sm text-muted">
          {rows.length === MAX_ROWS ? t('kept', { count: MAX_ROWS }) : t('since')}
        </p>
        <CopyButton
          label={t('copyAll')}
          done={t('copied')}
          text={() => rows.map(({ data }) => data).join('\n')}
        />
      </div>
      <ol
        aria-label={t('events')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {rows.map((row) => (
          <Row key={row.n} row={row} />
        ))}
      </ol>
    </div>
  );
}

const TINT: Record<string, string> = {
  done: 'text-green',
  error: 'text-red',
  tool_call: 'text-accent',
  tool_result: 'text-accent',
};

function Row({ row: { n, type, data, atMs } }: { row: WireRow }) {
  const t = useTranslations('agents.try');
  const [open, setOpen] = useState(false);
  const kind = type || t('unknown');
  const time = atMs === null ? null : t('time', { seconds: (atMs / 1000).toFixed(2) });
  return (
    <li className="border-b border-line [contain-intrinsic-size:auto_2rem] [content-visibility:auto]">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-8 w-full items-center gap-2 ps-2 pe-3 text-start font-mono text-xs transition-colors hover:bg-tint pointer-coarse:h-11"
      >
        <ChevronRight
          aria-hidden
          className={cn(
            'size-3.5 shrink-0 stroke-[1.5] text-faint transition-transform rtl:-scale-x-100',
            open && 'rotate-90',
          )}
        />
        <span className="sr-only">{t('open', { n, type: kind })}</span>
        <span aria-hidden className="figures w-16 shrink-0 text-muted">
          {time ?? '—'}
        </span>
        <span aria-hidden className={cn('w-24 shrink-0 truncate', TINT[type] ?? 'text-soft')}>
          {kind}
        </span>
        <span aria-hidden className="min-w-0 flex-1 truncate text-muted" dir="ltr">
          {data}
        </span>
      </button>
      {open && (
        <div className="relative bg-side">
          <pre
            className="overflow-x-auto px-4 py-2 pe-12 font-mono text-xs leading-relaxed text-ink"
            dir="ltr"
          >
            {pretty(data)}
          </pre>
          <CopyButton
            label={t('copyOne', { n })}
            done={t('copied')}
            text={() => pretty(data)}
            className="absolute end-2 top-1"
          />
        </div>
      )}
    </li>
  );
}
