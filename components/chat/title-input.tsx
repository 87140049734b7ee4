'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { cn } from '@/lib/cn';

/** The longest title, in characters. */
const MAX_TITLE = 200;

interface TitleInputProps {
  title: string;
  className?: string;
  /**
   * The new title, or null when it stays as it is. `byKey`: the focus was in the box until
   * now, so it belongs to what takes its place.
   */
  onDone: (title: string | null, byKey: boolean) => void;
}

/** A title being changed where it stands: Enter keeps, Escape leaves it as it was. */
export function TitleInput({ title, className, onDone }: TitleInputProps) {
  const t = useTranslations('chat.sidebar');
  const ended = useRef(false);
  const end = (text: string | null, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    const changed = text?.trim().replace(/\s+/g, ' ') ?? '';
    onDone(changed === '' || changed === title ? null : changed, byKey);
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person just asked to rename
      autoFocus
      aria-label={t('renameLabel')}
      defaultValue={title}
      maxLength={MAX_TITLE}
      dir="auto"
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => end(event.currentTarget.value, false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        // The same key must not press what takes the focus next.
        if (event.key === 'Enter') event.preventDefault();
        if (event.key === 'Enter') end(event.currentTarget.value, true);
        if (event.key === 'Escape') end(null, true);
      }}
      className={cn(
        'h-7 w-full min-w-0 rounded-md border border-control bg-raised px-2 text-base text-ink focus-visible:-outline-offset-1 pointer-coarse:h-10 pointer-coarse:text-[1rem]',
        className,
      )}
    />
  );
}
