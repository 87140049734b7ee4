'use client';

import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense, useOptimistic, useState, useTransition } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { notify } from '@/components/ui/toaster';
import type { Rating } from '@/lib/contract/rating';
import { type TurnStore, useTurn } from './turn-context';

const ReasonForm = lazy(async () => ({ default: (await import('./reason-form')).ReasonForm }));

interface RatingsProps {
  turns: TurnStore;
  answerId: string;
  /** Whether there is anything to rate. */
  shown: boolean;
  children: (thumbs: ReactNode) => ReactNode;
}

/** Thumbs for a row of actions, and below that row the question why. */
export function Ratings({ turns, answerId, shown, children }: RatingsProps) {
  const t = useTranslations('turns.rating');
  const stored = useTurn(({ marks }) => marks.ratings[answerId]) ?? null;
  const [rating, setRating] = useOptimistic(stored);
  const [, start] = useTransition();
  const [asking, setAsking] = useState(false);
  const rate = (next: Rating | null) =>
    start(async () => {
      setRating(next);
      if (!(await turns.view().rate(answerId, next))) notify(t('failed'));
    });
  const thumb = (value: Rating['value']) => {
    const given = rating?.value === value;
    const Icon = value === 'up' ? ThumbsUp : ThumbsDown;
    return (
      <IconButton
        size="sm"
        label={t(value)}
        aria-pressed={given}
        className="aria-pressed:text-ink"
        onClick={() => {
          setAsking(!given);
          rate(given ? null : { value, reason: '' });
        }}
      >
        <Icon aria-hidden className={given ? 'fill-current' : undefined} />
      </IconButton>
    );
  };
  const why = rating && !asking && (
    <button
      type="button"
      className="hit rounded-md px-1.5 text-sm text-muted transition-colors hover:bg-tint hover:text-ink"
      onClick={() => setAsking(true)}
    >
      {t('why')}
    </button>
  );
  return (
    <>
      {children(
        shown && (
          <>
            {thumb('up')}
            {thumb('down')}
            {why}
          </>
        ),
      )}
      {asking && rating && (
        <Suspense>
          <ReasonForm
            rating={rating}
            onDone={(reason) => {
              setAsking(false);
              if (reason === null || reason === rating.reason) return;
              rate({ ...rating, reason });
              notify(t('saved'));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
