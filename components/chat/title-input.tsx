'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { cn } from '@/lib/cn';

/** The longest title, in characters. */
const MAX_TITLE = 200;

interface TitleInputProps {
  title: string;
  className?: string;
  /** The new title, or null when it stays as it is. */
  onDone: (title: string | null) => void;
}

/** A title being changed where it stands: Enter keeps, Escape leaves it as it was. */
export function TitleInput({ title, className, onDone }: TitleInputProps) {
  const t = useTranslations('chat.sidebar');
  const ended = useRef(false);
  const end = (text: string | null) => {
    if (ended.current) return;
    ended.current = true;
    const changed = text?.trim().replace(/\s+/g, ' ') ?? '';
    onDone(changed === '' || changed === title ? null : changed);
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
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end(null);
      }}
      className={cn(
        'h-7 w-full min-w-0 rounded-md border border-control bg-raised px-2 text-base text-ink pointer-coarse:h-10 pointer-coarse:text-[1rem]',
        className,
      )}
    />
  );
}
