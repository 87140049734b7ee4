import { useFormatter, useTranslations } from 'next-intl';
import type { UsageStep } from '@/lib/contract/usage-query';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** How the dashboard writes moments, times and figures. */
export function useUsageWords() {
  const t = useTranslations('dashboard');
  const format = useFormatter();
  const duration = (ms: number | null) => {
    if (ms === null) return '';
    if (ms < SECOND_MS) return t('duration.ms', { value: Math.round(ms / 10) * 10 });
    if (ms < MINUTE_MS) {
      const value = format.number(ms / SECOND_MS, { maximumFractionDigits: ms < 9_950 ? 1 : 0 });
      return t('duration.s', { value });
    }
    const seconds = Math.round(ms / SECOND_MS);
    return t('duration.min', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  };
  return {
    t,
    duration,
    number: (value: number) => format.number(value),
    compact: (value: number) =>
      format.number(value, { notation: 'compact', maximumFractionDigits: value < 1_000 ? 0 : 1 }),
    percent: (share: number) =>
      format.number(share, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }),
    /** A bar's hour or day, in UTC. */
    moment: (at: number, step: UsageStep) =>
      format.dateTime(at, {
        timeZone: 'UTC',
        month: 'short',
        day: 'numeric',
        ...(step === 'hour' ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : {}),
      }),
  };
}
