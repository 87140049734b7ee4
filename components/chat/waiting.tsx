'use client';

import { useTranslations } from 'next-intl';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { useNow } from './use-now';
import { useTraceWords } from './use-trace-words';

/** When the words come, when the seconds, and when what may be wrong (milliseconds). */
const WORDS_AFTER_MS = 3_000;
const SECONDS_AFTER_MS = 9_000;
const REASON_AFTER_MS = 30_000;

interface WaitingProps {
  agent: string;
  /** Unix milliseconds at which the answer was asked for; null when that is not known. */
  since: number | null;
}

/** Nothing has come yet: a dot at once, then words, then seconds, then what may be wrong. */
export function Waiting({ agent, since }: WaitingProps) {
  const t = useTranslations('chat.waiting');
  const { duration } = useTraceWords();
  const now = useNow(true);
  const waited = since === null ? 0 : Math.max(0, now - since);
  return (
    <div className="flex min-h-7 flex-col justify-center text-md text-muted">
      <p className="flex items-center gap-2.5">
        <BreathingDot className="mx-1" />
        {waited < WORDS_AFTER_MS && <span className="sr-only">{t('dot', { agent })}</span>}
        {waited >= WORDS_AFTER_MS && (
          <span className="figures">
            {waited < SECONDS_AFTER_MS
              ? t('words', { agent })
              : t('seconds', { agent, time: duration(Math.floor(waited / 1000) * 1000) })}
          </span>
        )}
      </p>
      {waited >= REASON_AFTER_MS && <p className="ps-[1.625rem] text-sm">{t('long')}</p>}
    </div>
  );
}

/** When a silence inside an answer is said (milliseconds). */
const STILL_AFTER_MS = 15_000;

/** Under an answer that grows: the dot, and how long nothing has come when it is long. */
export function Growing({ lastChange, words }: { lastChange: number; words?: string }) {
  const t = useTranslations('chat.waiting');
  const { duration } = useTraceWords();
  const silence = Math.max(0, useNow(true) - lastChange);
  return (
    <p className="flex h-7 items-center gap-2.5 text-sm text-muted">
      <BreathingDot className="mx-1" />
      {words ??
        (silence >= STILL_AFTER_MS && (
          <span className="figures">
            {t('still', { time: duration(Math.floor(silence / 1000) * 1000) })}
          </span>
        ))}
    </p>
  );
}
