'use client';

import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { lazy, Suspense, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import type { Action, ActionResult } from '@/lib/contract/action';
import type { FeedbackLine, RatedTurn } from '@/lib/contract/feedback-list';

const RatedAnswer = lazy(async () => ({ default: (await import('./rated-answer')).RatedAnswer }));

interface FeedbackListProps {
  lines: readonly FeedbackLine[];
  /** Unix milliseconds when the page was drawn. */
  now: number;
  /** Reads a rated answer, which is noted; null where admins may not. */
  read: Action<RatedTurn> | null;
}

/** Ratings with their reasons; where admins may, each opens to the answer. */
export function FeedbackList({ lines, now, read }: FeedbackListProps) {
  const t = useTranslations('feedback');
  return (
    <ul aria-label={t('title')} className="border-t border-line">
      {lines.map((line) => (
        <li key={line.messageId} className="border-b border-line py-3.5">
          <Entry line={line} now={now} read={read} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ line, now, read }: { line: FeedbackLine } & Omit<FeedbackListProps, 'lines'>) {
  const t = useTranslations('feedback');
  const format = useFormatter();
  const { value, reason, createdAt } = line;
  const agent = line.agent || t('goneAgent');
  const when = format.relativeTime(createdAt, now);
  const Glyph = value === 'up' ? ThumbsUp : ThumbsDown;
  return (
    <article aria-label={t(value)} className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3">
      <Glyph
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 stroke-[1.5] ${value === 'up' ? 'text-green' : 'text-red'}`}
      />
      <div className="min-w-0 max-sm:col-span-2">
        <p dir="auto" className="max-w-prose text-base wrap-anywhere whitespace-pre-wrap text-ink">
          {reason || <span className="text-muted">{t('noReason')}</span>}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {t(value)} · <bdi>{agent}</bdi> ·{' '}
          <time
            dateTime={new Date(createdAt).toISOString()}
            title={format.dateTime(createdAt, { dateStyle: 'long', timeStyle: 'short' })}
          >
            {when}
          </time>
          {read && !line.there && <> · {t('notThere')}</>}
        </p>
      </div>
      {read && line.there && (
        <Reader messageId={line.messageId} label={t('readOf', { agent, when })} read={read} />
      )}
    </article>
  );
}

interface ReaderProps {
  messageId: string;
  label: string;
  read: Action<RatedTurn>;
}

/** The button that reads the answer, and the answer once it was read. */
function Reader({ messageId, label, read }: ReaderProps) {
  const t = useTranslations('feedback');
  const [result, setResult] = useState<ActionResult<RatedTurn> | null>(null);
  const [reading, start] = useTransition();
  const closed = useRef(false);
  if (result?.ok) {
    return (
      <div className="col-span-2 col-start-2 min-w-0">
        <Suspense fallback={<p className="mt-2 text-sm text-muted">{t('reading')}</p>}>
          <RatedAnswer
            turn={result.data}
            onClose={() => {
              closed.current = true;
              setResult(null);
            }}
          />
        </Suspense>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 max-sm:col-start-2 max-sm:mt-2 sm:flex-col sm:items-end">
      <Button
        ref={(button) => {
          if (closed.current) button?.focus();
          closed.current = false;
        }}
        size="sm"
        aria-label={label}
        disabled={reading}
        onClick={() => start(async () => setResult(await read(null, { messageId })))}
      >
        {reading ? t('reading') : t('read')}
      </Button>
      <span role="status" className="text-sm text-red">
        {result && !result.ok && t(`refused.${refusalOf(result.code)}`)}
      </span>
    </div>
  );
}

function refusalOf(code: string): 'forbidden' | 'not_found' | 'other' {
  return code === 'forbidden' || code === 'not_found' ? code : 'other';
}
