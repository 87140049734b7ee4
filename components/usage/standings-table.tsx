import { useFormatter, useTranslations } from 'next-intl';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type LimitKind, leftOf, type Standing } from '@/lib/contract/budget';
import { Bar } from './bar';

/** In the order in which people think of them. */
const KINDS: readonly LimitKind[] = [
  'messagesPerDay',
  'tokensPerDay',
  'tokensPerMonth',
  'requestsPerMinute',
  'concurrentRuns',
];

interface StandingsTableProps {
  standings: readonly Standing[];
  /** Unix milliseconds when the page was drawn. */
  now: number;
  /** Whether the person who reads is the one it is about. */
  own: boolean;
}

/** Of one kind together, what has least left first: that is the one that wins. */
function inOrder(standings: readonly Standing[]): Standing[] {
  return standings.toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || leftOf(a) - leftOf(b),
  );
}

/** Every limit that holds for a person: of whom, how much, what is left, when it renews. */
export function StandingsTable({ standings, now, own }: StandingsTableProps) {
  const t = useTranslations('usage.limits');
  const format = useFormatter();
  return (
    <Table label={t('title')}>
      <TableHead>
        <tr>
          <TableHeader>{t('limit')}</TableHeader>
          <TableHeader className="max-sm:hidden">{t('from')}</TableHeader>
          <TableHeader numeric>{t('left')}</TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            {t('allowed')}
          </TableHeader>
          <TableHeader numeric>{t('renews')}</TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {inOrder(standings).map((standing) => {
          const { kind, scope, subjectId, subject, limit, resetAt } = standing;
          const from = t(`of.${scope}`, { name: subject, own: String(own) });
          return (
            <TableRow key={`${kind} ${scope} ${subjectId}`}>
              <TableCell>
                <span className="block text-ink">{t(`kinds.${kind}`)}</span>
                <span className="block text-sm text-muted sm:hidden">{from}</span>
              </TableCell>
              <TableCell className="text-soft max-sm:hidden">{from}</TableCell>
              <TableCell numeric>
                <span className="inline-flex items-center gap-2.5">
                  <Bar standing={standing} className="w-16 max-sm:hidden" />
                  <span className="min-w-20 text-ink max-sm:min-w-0">
                    {format.number(leftOf(standing))}
                  </span>
                </span>
              </TableCell>
              <TableCell numeric className="text-soft max-sm:hidden">
                {format.number(limit)}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap text-soft">
                {resetAt === null ? (
                  t('whenFree')
                ) : (
                  <time
                    dateTime={new Date(resetAt).toISOString()}
                    title={format.dateTime(new Date(resetAt), {
                      dateStyle: 'medium',
                      timeStyle: 'long',
                    })}
                  >
                    {format.relativeTime(new Date(resetAt), new Date(now))}
                  </time>
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </tbody>
    </Table>
  );
}
