import { useFormatter } from 'next-intl';

/** A time as it reads now, with the exact one on hover. Unix milliseconds. */
export function Moment({ at, now }: { at: number; now: number }) {
  const format = useFormatter();
  const exact = format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium' });
  return (
    <time dateTime={new Date(at).toISOString()} title={`${exact} UTC`}>
      {format.relativeTime(at, now)}
    </time>
  );
}
