import { useFormatter, useTranslations } from 'next-intl';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

/** A day's use of one agent, as the page shows it. */
export interface UsageLine {
  /** Unix milliseconds of the day's beginning, UTC. */
  time: number;
  agentId: string;
  agent: string;
  messages: number;
  tokens: number;
  costMicros: number | null;
  currency: string;
}

const MICROS = 1_000_000;

/** What was used, by day and agent; the cost where an agent has a price. */
export function UsageDays({ lines }: { lines: readonly UsageLine[] }) {
  const t = useTranslations('usage.days');
  const format = useFormatter();
  if (lines.length === 0) return <p className="text-base text-muted">{t('empty')}</p>;
  const withCost = lines.some(({ costMicros }) => costMicros !== null);
  const total = (of: 'messages' | 'tokens') => lines.reduce((sum, line) => sum + line[of], 0);
  const money = (micros: number, currency: string) =>
    format.number(micros / MICROS, { style: 'currency', currency, maximumFractionDigits: 4 });
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('day')}</TableHeader>
          <TableHeader>{t('agent')}</TableHeader>
          <TableHeader numeric>{t('messages')}</TableHeader>
          <TableHeader numeric>{t('tokens')}</TableHeader>
          {withCost && <TableHeader numeric>{t('cost')}</TableHeader>}
        </tr>
      </TableHead>
      <tbody>
        {lines.map((line, place) => (
          <TableRow key={`${line.time} ${line.agentId}`}>
            <TableCell className="whitespace-nowrap text-soft">
              {line.time === lines[place - 1]?.time ? (
                <span className="sr-only">{day(line.time)}</span>
              ) : (
                day(line.time)
              )}
            </TableCell>
            <TableCell className="max-w-56 truncate text-ink">
              {line.agent || t('goneAgent')}
            </TableCell>
            <TableCell numeric>{format.number(line.messages)}</TableCell>
            <TableCell numeric>{format.number(line.tokens)}</TableCell>
            {withCost && (
              <TableCell numeric>
                {line.costMicros === null ? '' : money(line.costMicros, line.currency)}
              </TableCell>
            )}
          </TableRow>
        ))}
      </tbody>
      <tfoot>
        <tr className="h-10 font-medium text-ink">
          <TableCell colSpan={2}>{t('total')}</TableCell>
          <TableCell numeric>{format.number(total('messages'))}</TableCell>
          <TableCell numeric>{format.number(total('tokens'))}</TableCell>
          {withCost && (
            <TableCell numeric>
              {costs(lines)
                .map(([c, m]) => money(m, c))
                .join(' + ')}
            </TableCell>
          )}
        </tr>
      </tfoot>
    </Table>
  );

  function day(time: number): string {
    return format.dateTime(new Date(time), { dateStyle: 'medium', timeZone: 'UTC' });
  }
}

/** The sums by currency: amounts of different ones are not added. */
function costs(lines: readonly UsageLine[]): [currency: string, micros: number][] {
  const sums = new Map<string, number>();
  for (const { currency, costMicros } of lines) {
    if (costMicros !== null) sums.set(currency, (sums.get(currency) ?? 0) + costMicros);
  }
  return [...sums];
}
