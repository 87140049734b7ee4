'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense, useId, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import type { MessagePart } from '@/lib/contract/message';
import type { TurnTimes } from '@/lib/contract/timeline';
import { useTraceWords } from './use-trace-words';

const loadTimeline = async () => ({ default: (await import('./turn-timeline')).TurnTimeline });
const TurnTimeline = lazy(loadTimeline);

interface TurnTimeProps {
  parts: MessagePart[];
  times: TurnTimes;
}

/**
 * How long an answer took; opens to where that time went. Stands last in the row of its
 * actions, which wraps: the chart comes below them.
 */
export function TurnTime({ parts, times }: TurnTimeProps) {
  const t = useTranslations('reading.timeline');
  const { duration } = useTraceWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (!times.durationMs) return null;
  const time = duration(times.durationMs);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={t('open', { time })}
        data-tip={t('show')}
        onClick={() => setOpen(!open)}
        onPointerEnter={() => void loadTimeline()}
        className="figures flex h-7 items-center pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center rounded-md px-1.5 text-xs text-muted transition-colors hover:bg-tint hover:text-ink aria-expanded:bg-tint aria-expanded:text-ink"
      >
        {time}
      </button>
      {open && (
        <div id={id} className="order-last w-full ps-1.5 pt-1 pb-2 pointer-coarse:ps-3.5">
          <Suspense fallback={<Skeleton className="h-12 w-full rounded-md" />}>
            <TurnTimeline parts={parts} times={times} />
          </Suspense>
        </div>
      )}
    </>
  );
}
