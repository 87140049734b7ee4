'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { IconButton } from '@/components/ui/icon-button';
import { CONTROL } from '@/components/ui/input';
import { cn } from '@/lib/cn';

interface SearchBoxProps {
  text: string;
  busy: boolean;
  onChange: (text: string) => void;
}

/** Where one types. Has the focus when the page opens, but on touch, where the keyboard would cover it. */
export function SearchBox({ text, busy, onChange }: SearchBoxProps) {
  const t = useTranslations('history.search');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) box.current?.focus();
  }, []);
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 stroke-[1.5] text-faint"
      />
      <input
        ref={box}
        type="search"
        aria-label={t('label')}
        placeholder={t('placeholder')}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        maxLength={500}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        className={cn(CONTROL, 'h-11 ps-9 pe-16 [&::-webkit-search-cancel-button]:hidden')}
      />
      <span className="absolute end-1.5 top-1/2 flex -translate-y-1/2 items-center gap-1">
        {busy && <BreathingDot />}
        {text !== '' && (
          <IconButton
            label={t('clear')}
            onClick={() => {
              onChange('');
              box.current?.focus();
            }}
          >
            <X aria-hidden />
          </IconButton>
        )}
      </span>
    </div>
  );
}
