'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';

/** Figures of a trace in words: how long and how much. */
export interface Figures {
  /** Milliseconds as "0.3 s", "12 s", "2 min 5 s". */
  duration(ms: number): string;
  /** Bytes as "312 B", "4.1 kB", "2.3 MB". */
  size(bytes: number): string;
}

/** The figures in the person's language. */
export function useFigures(): Figures {
  const t = useTranslations('chat.trace');
  const format = useFormatter();
  return useMemo(() => {
    const short = (value: number) =>
      format.number(value, { maximumFractionDigits: value < 9.95 ? 1 : 0 });
    return {
      duration(ms) {
        const seconds = ms / 1000;
        if (seconds < 59.5) return t('seconds', { value: short(Math.max(seconds, 0.1)) });
        const whole = Math.round(seconds);
        return t('minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
      },
      size(bytes) {
        if (bytes < 1000) return t('bytes', { value: bytes });
        if (bytes < 999_500) return t('kilobytes', { value: short(bytes / 1000) });
        return t('megabytes', { value: short(bytes / 1_000_000) });
      },
    };
  }, [t, format]);
}
