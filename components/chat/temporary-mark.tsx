'use client';

import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { cn } from '@/lib/cn';

/** At the head of a temporary conversation, in the place of its title. */
export function TemporaryTitle() {
  const t = useTranslations('turns.temporary');
  return (
    <h1
      data-tip={t('note')}
      className="flex min-w-0 items-center gap-2 px-2 text-base font-medium text-ink"
    >
      <Hourglass aria-hidden className="size-4 shrink-0 stroke-[1.5] text-muted" />
      <span className="truncate">{t('title')}</span>
    </h1>
  );
}

/** What becomes of it, said where it begins. */
export function TemporaryNote() {
  const t = useTranslations('turns.temporary');
  return (
    <p className="flex items-start gap-2 pt-3 text-base text-muted">
      <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.5]" />
      <span className="max-w-prose">{t('note')}</span>
    </p>
  );
}

interface TemporarySwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Makes the conversation that is about to begin a temporary one. */
export function TemporarySwitch({ on, onChange }: TemporarySwitchProps) {
  const t = useTranslations('turns.temporary');
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      data-tip={on ? t('turnOff') : t('turnOn')}
      onClick={() => onChange(!on)}
      className={cn(
        buttonClass({ variant: on ? 'secondary' : 'ghost', size: 'md' }),
        'ms-auto aria-checked:text-ink',
      )}
    >
      <Hourglass aria-hidden className={cn(on && 'fill-current/25')} />
      {t('switch')}
    </button>
  );
}
