'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Action } from '@/lib/contract/action';
import type { LiveLine, LiveRuns } from '@/lib/contract/live-runs';
import { useLiveRuns } from './use-live-runs';

interface LiveRunsListProps {
  first: LiveRuns;
  stop: Action<boolean>;
}

/** What runs now, kept up while one looks; each can be stopped. */
export function LiveRunsList({ first, stop }: LiveRunsListProps) {
  const t = useTranslations('dashboard.live');
  const format = useFormatter();
  const { runs, stale, refresh } = useLiveRuns(first);
  const [asked, setAsked] = useState<LiveLine | null>(null);
  const [said, setSaid] = useState('');
  const { lines, total, now } = runs;
  const onStop = async ({ id }: LiveLine) => {
    setAsked(null);
    setSaid(t('stopping'));
    const result = await stop(null, { runId: id });
    if (result.ok) setSaid(result.data ? t('stopped') : t('over'));
    else setSaid(t('failed'));
    refresh();
  };
  return (
    <section aria-label={t('title')} className="mb-5 border-y border-line py-2.5">
      <p className="flex min-h-7 flex-wrap items-center gap-x-2.5 text-base text-soft">
        {total > 0 && <BreathingDot />}
        {total > 0 ? t('running', { count: total }) : t('none')}
        <span role="status" className="text-muted">
          {said}
        </span>
        {stale && (
          <span className="text-sm text-amber">
            {t('lost', { when: format.relativeTime(now) })}
          </span>
        )}
      </p>
      {lines.length > 0 && <Lines lines={lines} now={now} onStop={setAsked} />}
      {total > lines.length && (
        <p className="pt-2 text-sm text-muted">{t('more', { count: total - lines.length })}</p>
      )}
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t('stopTitle')}
        description={asked && t('stopText', { agent: asked.agent, person: asked.person })}
        actions={
          <>
            <DialogCancel>{t('keep')}</DialogCancel>
            <Button variant="danger" onClick={() => asked && void onStop(asked)}>
              {t('stop')}
            </Button>
          </>
        }
      />
    </section>
  );
}

interface LinesProps {
  lines: readonly LiveLine[];
  /** The server's time when they were listed. */
  now: number;
  onStop: (line: LiveLine) => void;
}

function Lines({ lines, now, onStop }: LinesProps) {
  const t = useTranslations('dashboard.live');
  const format = useFormatter();
  const tokens = ({ tokens: count }: LiveLine) =>
    count === null ? '' : t('about', { count: format.number(count) });
  return (
    <Table label={t('title')} className="mt-1">
      <TableHead>
        <tr>
          <TableHeader>{t('person')}</TableHeader>
          <TableHeader className="max-sm:hidden">{t('agent')}</TableHeader>
          <TableHeader numeric>{t('since')}</TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            {t('tokens')}
          </TableHeader>
          <TableHeader>
            <span className="sr-only">{t('action')}</span>
          </TableHeader>
        </tr>
      </TableHead>
      <tbody>
        {lines.map((line) => (
          <TableRow key={line.id} className="last:border-b-0">
            <TableCell className="max-w-56 min-w-24">
              <Link
                href={`/admin/people/${line.personId}`}
                className="block truncate text-ink hover:underline pointer-coarse:py-3"
              >
                {line.person}
              </Link>
              <span className="block truncate text-sm text-muted sm:hidden">{line.agent}</span>
            </TableCell>
            <TableCell className="max-w-56 min-w-24 truncate text-soft max-sm:hidden">
              {line.agent}
            </TableCell>
            <TableCell numeric className="whitespace-nowrap">
              {clock(now - line.startedAt)}
              <span className="block text-sm text-muted sm:hidden">{tokens(line)}</span>
            </TableCell>
            <TableCell numeric className="whitespace-nowrap text-soft max-sm:hidden">
              {tokens(line) || <span title={t('elsewhere')}>–</span>}
            </TableCell>
            <TableCell className="text-end">
              <Button
                size="sm"
                onClick={() => onStop(line)}
                aria-label={t('stopThis', { agent: line.agent, person: line.person })}
              >
                {t('stop')}
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** `0:07`, `12:30`. */
function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
