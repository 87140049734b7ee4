import { useFormatter, useTranslations } from 'next-intl';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type Money, sumMoney } from '@/lib/contract/money';
import { useMoney } from './use-money';

/** A day's use of one agent, as the page shows it. */
export interface UsageLine {
  /** Unix milliseconds of the day's beginning, UTC. */
  time: number;
  agentId: string;
  agent: string;
  messages: number;
  tokens: number;
  costs: readonly Money[];
}

/** What was used, by day and agent; the cost where an agent has a price. */
export function UsageDays({ lines }: { lines: readonly UsageLine[] }) {
  const t = useTranslations('usage.days');
  const format = useFormatter();
  const money = useMoney();
  if (lines.length === 0) return <p className="text-base text-muted">{t('empty')}</p>;
  const withCost = lines.some(({ costs }) => costs.length > 0);
  const total = (of: 'messages' | 'tokens') => lines.reduce((sum, line) => sum + line[of], 0);
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
            {withCost && <TableCell numeric>{money(line.costs)}</TableCell>}
          </TableRow>
        ))}
      </tbody>
      <tfoot>
        <tr className="h-10 font-medium text-ink">
          <TableCell colSpan={2}>{t('total')}</TableCell>
          <TableCell numeric>{format.number(total('messages'))}</TableCell>
          <TableCell numeric>{format.number(total('tokens'))}</TableCell>
          {withCost && (
            <TableCell numeric>{money(sumMoney(lines.flatMap(({ costs }) => costs)))}</TableCell>
          )}
        </tr>
      </tfoot>
    </Table>
  );

  function day(time: number): string {
    return format.dateTime(new Date(time), { dateStyle: 'medium', timeZone: 'UTC' });
  }
}
