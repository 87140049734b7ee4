import Link from 'next/link';
import type { ReactNode } from 'react';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { useMoney } from '@/components/usage/use-money';
import type { AgentUsage, FailureCount, UsageFigures } from '@/lib/contract/usage-figures';
import { CsvLink } from './chart-figure';
import { useUsageWords } from './use-words';

interface SectionProps {
  title: string;
  csv: string;
  children: ReactNode;
}

function Section({ title, csv, children }: SectionProps) {
  return (
    <section className="min-w-0 pt-10">
      <div className="flex items-baseline justify-between gap-4 pb-2">
        <h2 className="text-md font-semibold text-ink">{title}</h2>
        <CsvLink href={csv} name={title} />
      </div>
      {children}
    </section>
  );
}

interface TableProps {
  figures: UsageFigures;
  csv: string;
}

/** What each agent did, the busiest first; its name narrows the page to it. */
export function AgentsTable({
  figures,
  csv,
  addressOf,
}: TableProps & { addressOf: (agentId: string) => string }) {
  const { t, number, duration } = useUsageWords();
  const money = useMoney();
  const withCost = figures.totals.costs.length > 0;
  const pair = (half: number | null, most: number | null) =>
    half === null ? '–' : `${duration(half)} · ${duration(most)}`;
  return (
    <Section title={t('agents.title')} csv={csv}>
      <Table label={t('agents.title')}>
        <TableHead>
          <tr>
            <TableHeader>{t('columns.agent')}</TableHeader>
            <TableHeader numeric>{t('columns.answers')}</TableHeader>
            <TableHeader numeric>{t('columns.failed')}</TableHeader>
            <TableHeader numeric>{t('columns.tokens')}</TableHeader>
            {withCost && <TableHeader numeric>{t('columns.cost')}</TableHeader>}
            <TableHeader numeric>{t('columns.first')}</TableHeader>
            <TableHeader numeric>{t('columns.total')}</TableHeader>
          </tr>
        </TableHead>
        <tbody>
          {figures.agents.map((agent: AgentUsage) => (
            <TableRow key={agent.id}>
              <TableCell className="max-w-64 min-w-36">
                <Link
                  href={addressOf(agent.id)}
                  scroll={false}
                  title={t('agents.only', { name: agent.name || t('agents.gone') })}
                  className="block truncate text-ink hover:underline pointer-coarse:py-3"
                >
                  {agent.name || t('agents.gone')}
                </Link>
              </TableCell>
              <ShareCell share={agent.runs / Math.max(1, figures.agents[0]?.runs ?? 0)}>
                {number(agent.runs)}
              </ShareCell>
              <TableCell numeric className={agent.failed > 0 ? 'text-red' : 'text-muted'}>
                {number(agent.failed)}
              </TableCell>
              <TableCell numeric>{number(agent.tokens)}</TableCell>
              {withCost && (
                <TableCell numeric className="whitespace-nowrap">
                  {money(agent.costs) || '–'}
                </TableCell>
              )}
              <TableCell numeric className="whitespace-nowrap text-soft">
                {pair(agent.first50, agent.first95)}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap text-soft">
                {pair(agent.total50, agent.total95)}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p className="pt-2 text-sm text-muted">{t('agents.times')}</p>
    </Section>
  );
}

/** A figure with a small bar beside it, as long as its share of the highest. */
function ShareCell({ share, children }: { share: number; children: ReactNode }) {
  return (
    <TableCell numeric>
      <span className="inline-flex items-center gap-2.5">
        <span aria-hidden className="flex h-1.5 w-16 rounded-full bg-press max-sm:hidden">
          <span
            className="rounded-full bg-accent forced-colors:bg-[CanvasText]"
            style={{ width: `${share * 100}%` }}
          />
        </span>
        <span className="min-w-8">{children}</span>
      </span>
    </TableCell>
  );
}

/** How answers failed, the most frequent first. */
export function FailuresTable({ figures, csv }: TableProps) {
  const { t, number, percent } = useUsageWords();
  const words = ({ code }: FailureCount) =>
    t.has(`failures.codes.${code}`) ? t(`failures.codes.${code}`) : code;
  return (
    <Section title={t('failures.title')} csv={csv}>
      {figures.failures.length === 0 ? (
        <p className="text-base text-muted">{t('failures.none')}</p>
      ) : (
        <Table label={t('failures.title')}>
          <TableHead>
            <tr>
              <TableHeader>{t('columns.error')}</TableHeader>
              <TableHeader numeric>{t('columns.answers')}</TableHeader>
              <TableHeader numeric>{t('columns.share')}</TableHeader>
            </tr>
          </TableHead>
          <tbody>
            {figures.failures.map((failure) => (
              <TableRow key={failure.code}>
                <TableCell>
                  <span className="text-ink">{words(failure)}</span>{' '}
                  <code className="text-xs text-muted">{failure.code}</code>
                </TableCell>
                <TableCell numeric>{number(failure.runs)}</TableCell>
                <TableCell numeric className="text-soft">
                  {percent(failure.runs / Math.max(1, figures.totals.runs))}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

const REMOVED = /^removed:/;

/** Who used most; a name narrows the page to its person. */
export function PeopleTable({
  figures,
  csv,
  addressOf,
}: TableProps & { addressOf: (personId: string) => string }) {
  const { t, number } = useUsageWords();
  const money = useMoney();
  const { people, totals } = figures;
  const withCost = totals.costs.length > 0;
  return (
    <Section title={t('people.title')} csv={csv}>
      <Table label={t('people.title')}>
        <TableHead>
          <tr>
            <TableHeader>{t('columns.person')}</TableHeader>
            <TableHeader numeric>{t('columns.answers')}</TableHeader>
            <TableHeader numeric>{t('columns.tokens')}</TableHeader>
            {withCost && <TableHeader numeric>{t('columns.cost')}</TableHeader>}
          </tr>
        </TableHead>
        <tbody>
          {people.map(({ id, name, email, runs, tokens, costs }) => (
            <TableRow key={id}>
              <TableCell className="max-w-64 min-w-36">
                {REMOVED.test(email) ? (
                  <span className="text-muted">{t('people.removed')}</span>
                ) : (
                  <Link
                    href={addressOf(id)}
                    scroll={false}
                    title={t('people.only', { name: name || email })}
                    className="block truncate text-ink hover:underline pointer-coarse:py-3"
                  >
                    {name || email}
                  </Link>
                )}
              </TableCell>
              <ShareCell share={runs / Math.max(1, people[0]?.runs ?? 0)}>{number(runs)}</ShareCell>
              <TableCell numeric>{number(tokens)}</TableCell>
              {withCost && (
                <TableCell numeric className="whitespace-nowrap">
                  {money(costs) || '–'}
                </TableCell>
              )}
            </TableRow>
          ))}
        </tbody>
      </Table>
      <p className="pt-2 text-sm text-muted">
        {totals.people > people.length &&
          `${t('people.shown', { count: people.length, all: totals.people })} `}
        {t('people.times')}
      </p>
    </Section>
  );
}
