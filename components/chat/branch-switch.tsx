'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { type TurnStore, useTurn } from './turn-context';

type Direction = 'previous' | 'next';

/** Which switch was pressed last: the one that takes its place takes its focus and height, too. */
let pressed: { messageId: string; direction: Direction; top: number } | null = null;

interface BranchSwitchProps {
  turns: TurnStore;
  /** The message shown; the first piece of one that was continued. */
  messageId: string;
}

/** ‹2/3›: the versions of a question or an answer. Nothing while there is only one. */
export function BranchSwitch({ turns, messageId }: BranchSwitchProps) {
  const t = useTranslations('turns.branch');
  const place = useRef<HTMLFieldSetElement>(null);
  const ids = useTurn(({ marks }) => marks.branches[messageId]) ?? [];
  const busy = useTurn((view) => view.busy && ids.length > 1);
  const at = ids.indexOf(messageId);

  useLayoutEffect(() => {
    if (!place.current || pressed?.messageId !== messageId) return;
    const { direction, top } = pressed;
    pressed = null;
    const view = place.current.closest('.conversation');
    view?.scrollBy({ top: place.current.getBoundingClientRect().top - top, behavior: 'instant' });
    place.current
      .querySelector<HTMLElement>(`[data-direction=${direction}]`)
      ?.focus({ preventScroll: true });
  }, [messageId]);

  if (ids.length < 2 || at === -1) return null;
  const step = (direction: Direction) => {
    const id = ids[direction === 'next' ? at + 1 : at - 1];
    const off = busy || id === undefined;
    const Icon = direction === 'next' ? ChevronRight : ChevronLeft;
    return (
      <IconButton
        size="sm"
        label={t(direction)}
        data-direction={direction}
        data-stays
        // Not `disabled`: the focus must not be lost at the last version.
        aria-disabled={off}
        className="aria-disabled:opacity-45"
        onClick={() => {
          if (busy || id === undefined) return;
          const top = place.current?.getBoundingClientRect().top ?? 0;
          pressed = { messageId: id, direction, top };
          void turns.view().choose(id);
        }}
      >
        <Icon aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
    );
  };
  return (
    <fieldset ref={place} aria-label={t('label')} className="flex items-center text-muted">
      {step('previous')}
      <span className="figures min-w-6 text-center text-sm">
        <span aria-hidden>{t('place', { at: at + 1, count: ids.length })}</span>
        <span className="sr-only" aria-live="polite">
          {t('placeWords', { at: at + 1, count: ids.length })}
        </span>
      </span>
      {step('next')}
    </fieldset>
  );
}
