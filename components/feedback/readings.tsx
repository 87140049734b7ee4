import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** One time that an admin read an answer. */
interface ReadingLine {
  /** Unix milliseconds. */
  at: number;
  agent: string;
  place: { sessionId: string; messageId: string } | null;
}

interface ReadingsProps {
  readings: readonly ReadingLine[];
}

/** When admins read answers of the person who looks, newest first. */
export function Readings({ readings }: ReadingsProps) {
  const t = useTranslations('feedback.readings');
  const gone = useTranslations('feedback')('goneAgent');
  const format = useFormatter();
  if (readings.length === 0) return <p className="text-base text-muted">{t('none')}</p>;
  return (
    <ul aria-label={t('label')} className="flex flex-col border-t border-line">
      {readings.map(({ at, agent, place }) => (
        <li key={at} className="border-b border-line py-2 text-base text-soft">
          {t.rich('line', {
            agent: agent || gone,
            when: format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short' }),
            answer: (words) => (
              <Answer key="answer" place={place}>
                {words}
              </Answer>
            ),
            time: (words) => (
              <time key="time" dateTime={new Date(at).toISOString()} className="text-muted">
                {words}
              </time>
            ),
          })}
        </li>
      ))}
    </ul>
  );
}

function Answer({ place, children }: { place: ReadingLine['place']; children: ReactNode }) {
  if (!place) return children;
  return (
    <Link
      href={`/c/${place.sessionId}#m-${place.messageId}`}
      className="hit text-accent underline underline-offset-2"
    >
      {children}
    </Link>
  );
}
