'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic, useState } from 'react';
import { Table, TableHead, TableHeader } from '@/components/ui/table';
import { notify } from '@/components/ui/toaster';
import { type Act, act } from './act';
import type { AgentLine } from './agent-line';
import type { AgentMenuActions } from './agent-menu';
import { AgentRow } from './agent-row';
import type { RowActions } from './agent-row-menu';
import { beginDeletion, type DeleteActions, DeleteDialog, type Deletion } from './delete-dialog';
import { useRowDrag } from './use-row-drag';

/** What the list may ask the server. */
export interface AgentListActions extends DeleteActions, AgentMenuActions {
  setEnabled: Act<{ id: string; enabled: boolean }, null>;
  /** One step, or to a place counted from 0. */
  move: Act<{ id: string; to: 'up' | 'down' | number }, null>;
  makeDefault: Act<{ id: string }, null>;
}

/** The agents as a table: switched, ordered and deleted in place. */
export function AgentList({ agents, actions }: { agents: AgentLine[]; actions: AgentListActions }) {
  const t = useTranslations('admin.agents');
  const own = useTranslations('agents.list');
  const router = useRouter();
  const [lines, show] = useOptimistic(agents);
  const [deletion, setDeletion] = useState<Deletion | null>(null);
  const [said, say] = useState('');

  /** Shows the change at once; what is stored takes its place when the server has answered. */
  const perform = (next: AgentLine[], words: string, ask: () => Promise<{ ok: boolean }>) =>
    startTransition(async () => {
      show(next);
      say(words);
      if ((await ask()).ok) return;
      say(t('actionFailed'));
      notify(t('actionFailed'));
    });

  const moveTo = (line: AgentLine, place: number, to: 'up' | 'down' | number) => {
    const next = lines.filter((other) => other.id !== line.id).toSpliced(place, 0, line);
    perform(next, t('movedTo', { name: line.name, place: place + 1, total: next.length }), () =>
      act(actions.move, { id: line.id, to }),
    );
  };
  const dragOf = useRowDrag((from, to) => {
    const line = lines[from];
    if (line) moveTo(line, to, to);
  });

  const rowActions: RowActions = {
    onEnabled: (line, enabled) =>
      perform(
        lines.map((other) => (other.id === line.id ? { ...other, enabled } : other)),
        t(enabled ? 'turnedOn' : 'turnedOff', { name: line.name }),
        () => act(actions.setEnabled, { id: line.id, enabled }),
      ),
    onMove: (line, to) => {
      const from = lines.findIndex((other) => other.id === line.id);
      const place = from + (to === 'up' ? -1 : 1);
      if (lines[place]) moveTo(line, place, to);
    },
    onEdit: (line) => router.push(`/admin/agents/${line.id}`),
    onDelete: (line) => setDeletion(beginDeletion(line, actions)),
    onCopy: (line) =>
      startTransition(async () => {
        const made = await act(actions.copy, { id: line.id });
        if (!made.ok) return notify(t('actionFailed'));
        const { id, name } = made.data;
        const open = () => router.push(`/admin/agents/${id}`);
        notify(own('copied', { name }), { label: own('open'), onAct: open });
      }),
    onDefault: (line) =>
      perform(
        lines.map((other) => ({ ...other, isDefault: other.id === line.id })),
        own('madeDefault', { name: line.name }),
        () => act(actions.makeDefault, { id: line.id }),
      ),
    onArchive: (line) =>
      startTransition(async () => {
        show(lines.filter((other) => other.id !== line.id));
        const done = await act(actions.archive, { id: line.id, archived: true });
        if (!done.ok) return notify(t('actionFailed'));
        const undo = () => void act(actions.archive, { id: line.id, archived: false });
        notify(own('archived', { name: line.name }), { label: own('undo'), onAct: undo });
      }),
  };

  return (
    <>
      <Table label={t('title')}>
        <AgentListHead />
        <tbody>
          {lines.map((line, place) => (
            <AgentRow
              key={line.id}
              line={line}
              first={place === 0}
              last={place === lines.length - 1}
              actions={rowActions}
              drag={dragOf(place)}
            />
          ))}
        </tbody>
      </Table>
      {lines.length > 1 && (
        <p className="mt-3 text-sm text-muted pointer-coarse:hidden">{t('orderHint')}</p>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      <DeleteDialog
        deletion={deletion}
        remove={actions.remove}
        onClose={() => setDeletion(null)}
        onDeleted={() => setDeletion(null)}
      />
    </>
  );
}

function AgentListHead() {
  const t = useTranslations('admin.agents.columns');
  return (
    <TableHead>
      <tr>
        <TableHeader>{t('name')}</TableHeader>
        <TableHeader className="max-lg:hidden">{t('engine')}</TableHeader>
        <TableHeader className="max-md:hidden">{t('access')}</TableHeader>
        <TableHeader>{t('enabled')}</TableHeader>
        <TableHeader className="max-md:hidden">
          <span className="sr-only">{t('order')}</span>
        </TableHeader>
        <TableHeader>
          <span className="sr-only">{t('actions')}</span>
        </TableHeader>
      </tr>
    </TableHead>
  );
}
