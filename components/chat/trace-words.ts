/** The words of a trace out of the message catalogue, for the browser and the server. */

import type { useFormatter, useTranslations } from 'next-intl';
import type { ToolPart } from '@/lib/contract/message';
import { toolKey, toolSentence } from '@/lib/contract/steps';
import type { TraceWords } from '@/lib/contract/trace-words';

/** Where the words are: `chat` and `reading` of the catalogue. */
export interface TraceCatalogue {
  chat: ReturnType<typeof useTranslations<'chat'>>;
  reading: ReturnType<typeof useTranslations<'reading'>>;
  number: ReturnType<typeof useFormatter>['number'];
}

/** What a trace is told with in the catalogue's language. */
export function traceWords({ chat: t, reading, number }: TraceCatalogue): TraceWords {
  const short = (value: number) => number(value, { maximumFractionDigits: value < 9.95 ? 1 : 0 });
  return {
    step(step) {
      const path = `tools.${toolKey(step.toolName)}.${STATES[step.state]}`;
      return isKnown(path, t.has) ? t(path) : toolSentence(step.toolName);
    },
    duration(ms) {
      const seconds = ms / 1000;
      if (seconds < 59.5) return t('trace.seconds', { value: short(Math.max(seconds, 0.1)) });
      const whole = Math.round(seconds);
      return t('trace.minutes', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
    },
    size(bytes) {
      if (bytes < 1000) return t('trace.bytes', { value: bytes });
      if (bytes < 999_500) return t('trace.kilobytes', { value: short(bytes / 1000) });
      return t('trace.megabytes', { value: short(bytes / 1_000_000) });
    },
    used: (count, running) => (running ? t('trace.using') : t('trace.used', { count })),
    failed: (count) => t('trace.failedCount', { count }),
    state: (state) => (state === 'done' ? '' : t(`trace.${state}`)),
    took: (time) => reading('timeline.took', { time }),
    own: (kind) => reading(`timeline.${kind}`),
  };
}

const STATES: Record<ToolPart['state'], 'running' | 'done' | 'failed'> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  unfinished: 'running',
};

type Path = Parameters<TraceCatalogue['chat']>[0];

function isKnown(path: string, has: (path: Path) => boolean): path is Path {
  // A name with a dot or bracket in it would be read as another path.
  return /^tools\.\w+\.\w+$/.test(path) && has(path as Path);
}
