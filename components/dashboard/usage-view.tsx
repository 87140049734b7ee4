import type { UsageFigures } from '@/lib/contract/usage-figures';
import { type UsageQuery, usageAddress, usageParams } from '@/lib/contract/usage-query';
import { ChartFigure } from './chart-figure';
import { AgentsTable, FailuresTable, PeopleTable } from './usage-tables';
import { useCharts } from './use-charts';
import { useUsageWords } from './use-words';

interface UsageViewProps {
  figures: UsageFigures;
  query: UsageQuery;
}

/** The charts and tables of what was used. */
export function DashboardView({ figures, query }: UsageViewProps) {
  const { t } = useUsageWords();
  const charts = useCharts(figures, query);
  const csv = (table: string) => {
    const params = usageParams(query);
    params.set('table', table);
    return `/api/admin/usage?${params}`;
  };
  const days = figures.points.length;
  return (
    <>
      <section aria-label={t('charts.label')}>
        <div className="grid gap-x-10 gap-y-9 md:grid-cols-2 xl:grid-cols-3">
          {charts.map((chart) => (
            <ChartFigure
              key={chart.title}
              chart={chart}
              unit={t(`columns.${query.step}`)}
              csv={csv('time')}
            />
          ))}
          {figures.totals.costs.length === 0 && <NoCost />}
        </div>
        <p className="pt-6 text-sm text-muted">
          {query.range === '24h'
            ? t('before.hour')
            : t('before.day', { count: query.step === 'hour' ? Math.ceil(days / 24) : days })}
        </p>
      </section>
      <AgentsTable
        figures={figures}
        csv={csv('agents')}
        addressOf={(agent) => usageAddress(query, { agent })}
      />
      <div
        className={
          query.person === ''
            ? 'grid gap-x-10 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]'
            : undefined
        }
      >
        {query.person === '' && (
          <PeopleTable
            figures={figures}
            csv={csv('people')}
            addressOf={(person) => usageAddress(query, { person })}
          />
        )}
        <FailuresTable figures={figures} csv={csv('failures')} />
      </div>
    </>
  );
}

/** Where the cost would stand, if an agent had a price. */
function NoCost() {
  const { t } = useUsageWords();
  return (
    <section aria-label={t('charts.cost')} className="min-w-0 border-t border-line pt-4">
      <h2 className="text-base font-medium text-soft">{t('charts.cost')}</h2>
      <p className="max-w-xs pt-2 text-base text-muted">{t('charts.noCost')}</p>
    </section>
  );
}
