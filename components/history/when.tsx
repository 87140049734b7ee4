'use client';

import { useFormatter } from 'next-intl';
import { useFrame } from '@/components/chat/frame-context';

/** A moment: the time of day if it was today, otherwise the date; all of it on hover. */
export function When({ at }: { at: number }) {
  const dates = useFormatter();
  const { now, timeZone } = useFrame();
  const day = (time: number) => dates.dateTime(time, { dateStyle: 'short', timeZone });
  const year = (time: number) => dates.dateTime(time, { year: 'numeric', timeZone });
  const isToday = day(at) === day(now);
  const short = isToday
    ? dates.dateTime(at, { timeStyle: 'short', timeZone })
    : dates.dateTime(at, {
        day: 'numeric',
        month: 'short',
        ...(year(at) === year(now) ? {} : { year: 'numeric' as const }),
        timeZone,
      });
  return (
    <time
      dateTime={new Date(at).toISOString()}
      data-tip={dates.dateTime(at, { dateStyle: 'full', timeStyle: 'short', timeZone })}
      className="figures shrink-0 text-xs text-muted"
    >
      {short}
    </time>
  );
}
