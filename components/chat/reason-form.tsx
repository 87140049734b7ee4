'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/textarea';
import { MAX_REASON, type Rating } from '@/lib/contract/rating';

interface ReasonFormProps {
  rating: Rating;
  /** The reason; null when none is to be given now. */
  onDone: (reason: string | null) => void;
}

/** Why an answer was good or poor, in the person's own words; nobody has to say. */
export function ReasonForm({ rating, onDone }: ReasonFormProps) {
  const t = useTranslations('turns.rating');
  const id = useId();
  return (
    <form
      data-edge
      className="mt-1 flex max-w-md animate-rise flex-col gap-2 rounded-lg border border-line bg-raised p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(String(new FormData(event.currentTarget).get('reason') ?? '').trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone(null);
      }}
    >
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {rating.value === 'up' ? t('whyUp') : t('whyDown')}
      </label>
      <Textarea
        id={id}
        name="reason"
        rows={2}
        dir="auto"
        maxLength={MAX_REASON}
        defaultValue={rating.reason}
        aria-describedby={`${id}-note`}
        autoFocus
      />
      <p id={`${id}-note`} className="text-sm text-muted">
        {t('note')}
      </p>
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={() => onDone(null)}>
          {t('cancel')}
        </Button>
        <Button size="sm" type="submit">
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
