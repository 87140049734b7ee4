'use client';

import { Archive, ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { notify } from '@/components/ui/toaster';
import { act } from './act';
import type { AgentLine } from './agent-line';
import type { AgentMenuActions } from './agent-menu';
import { beginDeletion, type DeleteActions, DeleteDialog, type Deletion } from './delete-dialog';

/** An agent that is put away, since `archivedAt` in Unix milliseconds. */
interface ArchivedLine extends Pick<AgentLine, 'id' | 'name' | 'icon' | 'colour'> {
  archivedAt: number;
}

interface ArchivedListProps {
  agents: readonly ArchivedLine[];
  actions: DeleteActions & Pick<AgentMenuActions, 'archive'>;
}

/** What is put away: brought back, or deleted for good. */
export function ArchivedList({ agents, actions }: ArchivedListProps) {
  const t = useTranslations('agents.list');
  const words = useTranslations('admin.agents');
  const [deletion, setDeletion] = useState<Deletion | null>(null);
  const bringBack = ({ id, name }: ArchivedLine) =>
    startTransition(async () => {
      const done = await act(actions.archive, { id, archived: false });
      notify(done.ok ? t('broughtBack', { name }) : words('actionFailed'));
    });
  return (
    <>
      <Link
        href="/admin"
        className="hit mb-4 -ms-1 inline-flex items-center gap-0.5 rounded-sm text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4 stroke-[1.5] rtl:-scale-x-100" />
        {t('backToList')}
      </Link>
      {agents.length === 0 ? (
        <EmptyState icon={<Archive />} title={t('archiveEmpty')}>
          {t('archiveEmptyText')}
        </EmptyState>
      ) : (
        <ul className="border-t border-line">
          {agents.map((line) => (
            <Line key={line.id} line={line}>
              <Button size="sm" onClick={() => bringBack(line)}>
                {t('bringBack')}
              </Button>
              <Button
                size="sm"
                variant="danger"
                onClick={() => setDeletion(beginDeletion(line, actions))}
              >
                {words('delete')}
              </Button>
            </Line>
          ))}
        </ul>
      )}
      <DeleteDialog
        deletion={deletion}
        remove={actions.remove}
        onClose={() => setDeletion(null)}
        onDeleted={() => setDeletion(null)}
      />
    </>
  );
}

function Line({ line, children }: { line: ArchivedLine; children: React.ReactNode }) {
  const t = useTranslations('agents.list');
  const format = useFormatter();
  const date = format.dateTime(line.archivedAt, { dateStyle: 'medium' });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2">
      <Link
        href={`/admin/agents/${line.id}`}
        className="flex min-w-0 flex-1 basis-48 items-center gap-2.5 rounded-sm text-ink"
      >
        <AgentGlyph name={line.icon} colour={line.colour} className="text-muted" />
        <span className="min-w-0">
          <span className="block truncate font-medium">{line.name}</span>
          <span className="block truncate text-sm text-muted">{t('archivedOn', { date })}</span>
        </span>
      </Link>
      {children}
    </li>
  );
}
