import { useMoney } from '@/components/usage/use-money';
import { MICROS } from '@/lib/contract/money';
import type { UsageFigures, UsagePoint, UsageSums } from '@/lib/contract/usage-figures';
import type { UsageQuery, UsageStep } from '@/lib/contract/usage-query';
import type { Chart } from './chart-figure';
import { changeOf } from './scale';
import { useUsageWords } from './use-words';

type Points = readonly UsagePoint[];
type Words = ReturnType<typeof useUsageWords>;

/** The charts of what was used, in the order they stand in. */
export function useCharts(figures: UsageFigures, { step, person }: UsageQuery): Chart[] {
  const words = useUsageWords();
  const costs = useCostCharts(figures, step);
  return [
    answersChart(figures, words, step),
    tokensChart(figures, words, step),
    ...costs,
    ...(person === '' ? [peopleChart(figures, words, step)] : []),
    timesChart(figures, { words, step, kind: 'first' }),
    timesChart(figures, { words, step, kind: 'total' }),
  ];
}

function answersChart({ totals, before, points }: UsageFigures, words: Words, step: UsageStep) {
  const { t, compact, number, percent } = words;
  const { failed } = totals;
  const share = percent(totals.runs === 0 ? 0 : failed / totals.runs);
  const bars = barsOf(points, { words, step }, ({ runs, failed: top }) => ({
    value: runs,
    top,
    says: t('says.answers', { runs, failed: top }),
  }));
  return {
    title: t('charts.answers'),
    figure: compact(totals.runs),
    note: changeWords(words, totals.runs, before.runs),
    bars,
    tone: 'failed' as const,
    scale: number,
    summary: `${mostOf(bars, words, step)} ${t('says.failed', { failed, share })}`,
    columns: [t('columns.answers'), t('columns.failed'), t('columns.stopped')],
    cells: points.map((point) => [point.runs, point.failed, point.stopped].map(number)),
  };
}

function tokensChart({ totals, before, points }: UsageFigures, words: Words, step: UsageStep) {
  const { t, compact, number } = words;
  const bars = barsOf(points, { words, step }, ({ tokens }) => ({
    value: tokens,
    top: 0,
    says: t('says.tokens', { tokens }),
  }));
  return {
    title: t('charts.tokens'),
    figure: compact(totals.tokens),
    note: changeWords(words, totals.tokens, before.tokens),
    bars,
    tone: 'failed' as const,
    scale: compact,
    summary: mostOf(bars, words, step),
    columns: [t('columns.input'), t('columns.output'), t('columns.tokens')],
    cells: points.map((point) => [point.inputTokens, point.outputTokens, point.tokens].map(number)),
  };
}

/** One chart a currency: amounts of different ones have no common scale. */
function useCostCharts({ totals, before, points }: UsageFigures, step: UsageStep): Chart[] {
  const words = useUsageWords();
  const money = useMoney();
  const { t } = words;
  return totals.costs.map(({ currency, micros }) => {
    const amount = (of: UsageSums) =>
      of.costs.find((one) => one.currency === currency)?.micros ?? 0;
    const told = (value: number) => money([{ currency, micros: value }]);
    const bars = barsOf(points, { words, step }, (point) => ({
      value: amount(point) / MICROS,
      top: 0,
      says: told(amount(point)),
    }));
    return {
      title: totals.costs.length > 1 ? t('charts.costIn', { currency }) : t('charts.cost'),
      figure: told(micros),
      note: changeWords(words, micros, amount(before)),
      bars,
      tone: 'failed' as const,
      scale: (value) => told(value * MICROS),
      fractions: true,
      summary: mostOf(bars, words, step),
      columns: [t('columns.cost')],
      cells: points.map((point) => [told(amount(point))]),
    };
  });
}

function peopleChart({ totals, points }: UsageFigures, words: Words, step: UsageStep) {
  const { t, compact, number } = words;
  const bars = barsOf(points, { words, step }, ({ people }) => ({
    value: people,
    top: 0,
    says: t('says.people', { people }),
  }));
  return {
    title: t('charts.people'),
    figure: compact(totals.people),
    bars,
    tone: 'failed' as const,
    scale: number,
    summary: mostOf(bars, words, step),
    columns: [t('columns.people')],
    cells: points.map(({ people }) => [number(people)]),
  };
}

function timesChart(
  { totals, points }: UsageFigures,
  { words, step, kind }: { words: Words; step: UsageStep; kind: 'first' | 'total' },
): Chart {
  const { t, duration } = words;
  const half = (of: UsagePoint | UsageFigures['totals']) => of[`${kind}50`];
  const most = (of: UsagePoint | UsageFigures['totals']) => of[`${kind}95`];
  const bars = barsOf(points, { words, step }, (point) => ({
    value: most(point) ?? 0,
    top: (most(point) ?? 0) - (half(point) ?? 0),
    says:
      half(point) === null
        ? t('charts.none')
        : t('says.times', { half: duration(half(point)), most: duration(most(point)) }),
  }));
  const slowest = highest(bars);
  return {
    title: t(`charts.${kind}`),
    figure: duration(half(totals)) || '–',
    note: most(totals) === null ? undefined : t('says.95', { time: duration(most(totals)) }),
    bars,
    tone: 'reach',
    scale: (value) => duration(value),
    summary:
      slowest === undefined
        ? t('charts.noTimes')
        : t(step === 'hour' ? 'says.slowestHour' : 'says.slowest', {
            when: slowest.when,
            what: slowest.says,
          }),
    columns: [t('columns.half'), t('columns.most')],
    cells: points.map((point) => [duration(half(point)) || '–', duration(most(point)) || '–']),
  };
}

function barsOf(
  points: Points,
  { words, step }: { words: Words; step: UsageStep },
  of: (point: UsagePoint) => { value: number; top: number; says: string },
) {
  return points.map((point) => ({ when: words.moment(point.at, step), ...of(point) }));
}

type Bars = ReturnType<typeof barsOf>;

function highest(bars: Bars) {
  const [first, ...rest] = bars.filter(({ value }) => value > 0);
  return rest.reduce((most, bar) => (bar.value > (most?.value ?? 0) ? bar : most), first);
}

/** A sentence on the highest bar. */
function mostOf(bars: Bars, { t }: Words, step: UsageStep): string {
  const most = highest(bars);
  if (!most) return '';
  return t(step === 'hour' ? 'says.mostHour' : 'says.most', { when: most.when, what: most.says });
}

/** From here on a change is told in times, not in per cent. */
const MANY = 2;

/** "12% more": the stretch against the one before. */
function changeWords({ t, number, percent }: Words, now: number, before: number): string {
  const change = changeOf(now, before);
  if (change === null) return now === 0 ? '' : t('changeOf.new');
  const share = percent(Math.abs(change));
  if (change >= MANY) return t('changeOf.times', { times: number(Math.round(change + 1)) });
  if (Math.abs(change) < 0.005) return t('changeOf.same');
  return change > 0 ? t('changeOf.more', { share }) : t('changeOf.less', { share });
}
