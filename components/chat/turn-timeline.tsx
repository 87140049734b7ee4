'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, useMemo } from 'react';
import type { MessagePart } from '@/lib/contract/message';
import { type Span, spansOf, type TurnTimes } from '@/lib/contract/timeline';
import { useStepWords } from './step-words';
import { useFigures } from './use-figures';

interface TurnTimelineProps {
  parts: MessagePart[];
  times: TurnTimes;
}

/** Where the time of an answer went: a table with a bar in each row, from zero to its end. */
export function TurnTimeline({ parts, times }: TurnTimelineProps) {
  const t = useTranslations('reading.timeline');
  const words = useStepWords();
  const { duration } = useFigures();
  const spans = useMemo(() => spansOf(parts, times), [parts, times]);
  const whole = times.durationMs ?? 0;
  if (spans.length === 0) return <p className="py-1 text-sm text-muted">{t('unknown')}</p>;
  const name = ({ kind, step }: Span) =>
    step ? words(step) : t(kind === 'step' ? 'writing' : kind);
  return (
    <table className="timeline">
      <caption className="sr-only">{t('caption', { time: duration(whole) })}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('begins')}</th>
          <th scope="col">{t('took')}</th>
        </tr>
      </thead>
      <tbody>
        {spans.map((span) => (
          <tr key={`${span.kind}-${span.fromMs}-${span.step?.toolCallId ?? ''}`}>
            <th scope="row">
              <bdi>{name(span)}</bdi>
            </th>
            <td>
              <span className="sr-only">{t('after', { time: duration(span.fromMs) })}</span>
              <span
                aria-hidden
                className="timeline-track"
                data-kind={span.step?.state === 'failed' ? 'failed' : span.kind}
                style={barOf(span, whole)}
              />
            </td>
            <td className="figures">{duration(span.toMs - span.fromMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The bar's place in the whole, as fractions for the style sheet. */
function barOf({ fromMs, toMs }: Span, whole: number): CSSProperties {
  const style: Record<`--${string}`, number> = {
    '--from': fromMs / whole,
    '--part': (toMs - fromMs) / whole,
  };
  return style;
}
