'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import type { MessagePart } from '@/lib/contract/message';
import { type TimeFacts, type TurnTimes, timeFacts } from '@/lib/contract/timeline';
import { useTraceWords } from './use-trace-words';

interface TurnTimelineProps {
  parts: MessagePart[];
  times: TurnTimes;
}

/** Where the time of an answer went: a table with a bar in each row, from zero to its end. */
export function TurnTimeline({ parts, times }: TurnTimelineProps) {
  const t = useTranslations('reading.timeline');
  const words = useTraceWords();
  const spans = useMemo(() => timeFacts(parts, times, words), [parts, times, words]);
  const chart = useRef<HTMLTableElement>(null);
  // Below the last answer it would open behind what floats at the foot of the page.
  useEffect(() => chart.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <table ref={chart} className="timeline">
      <caption className="sr-only">
        {t('caption', { time: words.duration(times.durationMs ?? 0) })}
      </caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('begins')}</th>
          <th scope="col">{t('lasted')}</th>
        </tr>
      </thead>
      <tbody>
        {spans.map((span) => (
          <tr key={`${span.name}-${span.from}-${span.part}`}>
            <th scope="row">
              <bdi>{span.name}</bdi>
            </th>
            <td>
              <span className="sr-only">{t('after', { time: span.begins })}</span>
              <span
                aria-hidden
                className="timeline-track"
                data-kind={span.kind}
                style={barOf(span)}
              />
            </td>
            <td className="figures">{span.took}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The bar's place in the whole, as fractions for the style sheet. */
function barOf({ from, part }: TimeFacts): CSSProperties {
  const style: Record<`--${string}`, number> = { '--from': from, '--part': part };
  return style;
}
