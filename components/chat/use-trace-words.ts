'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { TraceWords } from '@/lib/contract/trace-words';
import { traceWords } from './trace-words';

/** What a trace is told with, in the person's language. */
export function useTraceWords(): TraceWords {
  const chat = useTranslations('chat');
  const reading = useTranslations('reading');
  const { number } = useFormatter();
  return useMemo(() => traceWords({ chat, reading, number }), [chat, reading, number]);
}
