import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import type { Standing } from '@/lib/contract/budget';
import { StandingsTable } from './standings-table';
import { UsageDays, type UsageLine } from './usage-days';

interface UsageViewProps {
  standings: readonly Standing[];
  lines: readonly UsageLine[];
  /** Unix milliseconds when the page was drawn. */
  now: number;
}

/** A person's own use: what is left, when it renews, what was used, and what is given back. */
export function UsageView({ standings, lines, now }: UsageViewProps) {
  const t = useTranslations('usage');
  return (
    <div className="max-w-3xl pb-16">
      <PageHeader title={t('title')} description={t('lead')} />
      <section className="flex flex-col gap-4 pb-10">
        <h2 className="text-md font-semibold text-ink">{t('limits.title')}</h2>
        <StandingsTable standings={standings} now={now} own />
      </section>
      <section className="flex flex-col gap-4 pb-10">
        <h2 className="text-md font-semibold text-ink">{t('days.title')}</h2>
        <UsageDays lines={lines} />
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="text-md font-semibold text-ink">{t('refundTitle')}</h2>
        <p className="max-w-prose text-base leading-relaxed text-soft">{t('refund')}</p>
      </section>
    </div>
  );
}
