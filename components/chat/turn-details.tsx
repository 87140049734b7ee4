'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { Message } from '@/lib/contract/message';
import { useFrame } from './frame-context';
import { useTraceWords } from './use-trace-words';

/** When a message came, how long it took, what it used: the head of its menu. */
export function TurnDetails({ message }: { message: Message }) {
  const t = useTranslations('turns.details');
  const format = useFormatter();
  const { duration } = useTraceWords();
  const { timeZone } = useFrame();
  const { role, createdAt, durationMs, usage } = message;
  const time = format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <div className="figures flex flex-col gap-0.5 text-sm text-muted">
      <p>{role === 'user' ? t('asked', { time }) : t('answered', { time })}</p>
      {durationMs !== undefined && <p>{t('took', { duration: duration(durationMs) })}</p>}
      {role === 'assistant' && (
        <p>
          {usage
            ? t('tokens', {
                total: usage.total_tokens,
                input: usage.input_tokens,
                output: usage.output_tokens,
              })
            : t('noTokens')}
        </p>
      )}
    </div>
  );
}
