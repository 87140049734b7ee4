'use client';

import { useFormatter } from 'next-intl';

interface MomentProps {
  /** Unix milliseconds, both: the time, and when the server drew the page. */
  at: number;
  now: number;
  children: (time: string) => string;
}

/** A time as one says it ("2 hours ago"), with the exact one on hover. */
export function Moment({ at, now, children }: MomentProps) {
  const format = useFormatter();
  const exact = format.dateTime(at, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {children(format.relativeTime(Math.min(at, now), now))}
    </time>
  );
}
