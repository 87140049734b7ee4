import { ChevronRight, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type Bar, BarChart } from './bar-chart';
import { ceilingOf } from './scale';
import { useUsageWords } from './use-words';

/** One measure over time: its bars, and its columns in the table behind. */
export interface Chart {
  title: string;
  /** The figure of the whole time, and a few words on it. */
  figure: string;
  note?: ReactNode;
  bars: readonly Bar[];
  tone: 'failed' | 'reach';
  /** Whether its figures may be fractions. */
  fractions?: boolean;
  /** The words for a figure at the top of the scale. */
  scale: (value: number) => string;
  summary: string;
  columns: readonly string[];
  /** The cells of each bar. */
  cells: readonly (readonly string[])[];
}

interface ChartFigureProps {
  chart: Chart;
  /** What a bar stands for. */
  unit: string;
  /** Where the table is downloaded from. */
  csv: string;
}

/** A chart with its name, its figure, and the table it was drawn from. */
export function ChartFigure({ chart, unit, csv }: ChartFigureProps) {
  const { t } = useUsageWords();
  const id = useId();
  const { title, figure, note, bars, cells } = chart;
  const ceiling = ceilingOf(Math.max(0, ...bars.map(({ value }) => value)), !chart.fractions);
  return (
    <figure aria-labelledby={id} className="min-w-0 border-t border-line pt-4">
      <figcaption id={id} className="text-base font-medium text-soft">
        {title}
      </figcaption>
      <p className="mt-1 flex min-h-8 flex-wrap items-baseline gap-x-2.5">
        <span className="figures text-xl font-semibold tracking-[-0.015em] text-ink">{figure}</span>
        <span className="text-sm text-muted">{note}</span>
      </p>
      <BarChart
        key={`${bars[0]?.when} ${bars.length}`}
        label={t('charts.values', { name: title })}
        bars={bars}
        ceiling={ceiling}
        ceilingText={chart.scale(ceiling)}
        tone={chart.tone}
        summary={chart.summary}
      />
      <details className="group mt-2">
        <summary className="hit inline-flex items-center gap-1 rounded-sm text-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="size-3.5 stroke-[1.5] transition-transform group-open:rotate-90 rtl:-scale-x-100"
          />
          {t('charts.table')}
          <span className="sr-only">: {title}</span>
        </summary>
        <div className="mt-2 max-h-72 overflow-y-auto">
          <Table label={title}>
            <TableHead>
              <tr>
                <TableHeader>{unit}</TableHeader>
                {chart.columns.map((column) => (
                  <TableHeader key={column} numeric>
                    {column}
                  </TableHeader>
                ))}
              </tr>
            </TableHead>
            <tbody>
              {cells.map((row, place) => (
                <TableRow key={bars[place]?.when} className="h-8">
                  <TableCell className="whitespace-nowrap text-soft">{bars[place]?.when}</TableCell>
                  {row.map((cell, column) => (
                    <TableCell key={chart.columns[column]} numeric>
                      {cell}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </tbody>
          </Table>
        </div>
        <CsvLink href={csv} name={title} />
      </details>
    </figure>
  );
}

/** A link that downloads a table. */
export function CsvLink({ href, name }: { href: string; name: string }) {
  const { t } = useUsageWords();
  return (
    <a
      href={href}
      download
      aria-label={t('charts.download', { name })}
      className="hit mt-2 inline-flex items-center gap-1.5 rounded-sm text-sm text-muted hover:text-ink"
    >
      <Download aria-hidden className="size-3.5 stroke-[1.5]" />
      {t('charts.csv')}
    </a>
  );
}
