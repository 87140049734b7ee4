'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import { useShortcutKeys } from '@/components/keys/shortcuts-context';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { IconButton } from '@/components/ui/icon-button';
import { Switch } from '@/components/ui/switch';
import { TableCell, TableRow } from '@/components/ui/table';
import { cn } from '@/lib/cn';
import type { AgentLine } from './agent-line';
import { type AgentRowProps, RowMenu } from './agent-row-menu';
import type { RowDrag } from './use-row-drag';

/** One agent. Narrow screens fold engine and access into a second line under the name. */
export function AgentRow({ line, first, last, actions, drag }: AgentRowProps & { drag: RowDrag }) {
  const t = useTranslations('admin.agents');
  const upKeys = useShortcutKeys('moveUp');
  const downKeys = useShortcutKeys('moveDown');
  const own = useTranslations('agents.list');
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    actions.onMove(line, event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <TableRow
      className="group data-dragged:opacity-50 data-drop:bg-tint data-[drop=after]:shadow-[inset_0_-2px_var(--color-accent)] data-[drop=before]:shadow-[inset_0_2px_var(--color-accent)]"
      onKeyDown={onKeyDown}
      {...drag}
    >
      <TableCell className="w-full max-w-0 py-1 max-lg:py-2">
        <Link
          href={`/admin/agents/${line.id}`}
          draggable={false}
          className="group/name flex items-center gap-2.5 rounded-sm text-ink pointer-coarse:min-h-11"
        >
          <AgentGlyph name={line.icon} colour={line.colour} className="text-muted" />
          <span className="min-w-0">
            <span className={cn('block truncate', !line.enabled && 'text-muted')}>
              <span className="font-medium" dir="auto">
                {line.name}
              </span>
              {line.isDefault && (
                <span className="ms-2 rounded-sm bg-tint px-1.5 py-0.5 text-xs font-medium text-soft">
                  {own('default')}
                </span>
              )}
              <span className="ms-2.5 text-muted max-lg:hidden" dir="auto">
                {line.description}
              </span>
            </span>
            <span className="block truncate text-sm text-muted lg:hidden">
              <span className="md:hidden">
                <AccessWords line={line} />
                {' · '}
              </span>
              <EngineWords line={line} />
            </span>
          </span>
        </Link>
      </TableCell>
      <TableCell className="whitespace-nowrap text-soft max-lg:hidden">
        <EngineWords line={line} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-soft max-md:hidden">
        <AccessWords line={line} />
      </TableCell>
      <TableCell>
        <Switch
          checked={line.enabled}
          onChange={(event) => actions.onEnabled(line, event.target.checked)}
          aria-label={t('switchLabel', { name: line.name })}
          className="block"
        />
      </TableCell>
      <TableCell className="reveal py-1 pe-0 whitespace-nowrap max-md:hidden">
        <IconButton
          size="sm"
          label={t('moveUp', { name: line.name })}
          shortcut={upKeys}
          disabled={first}
          onClick={() => actions.onMove(line, 'up')}
        >
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton
          size="sm"
          label={t('moveDown', { name: line.name })}
          shortcut={downKeys}
          disabled={last}
          onClick={() => actions.onMove(line, 'down')}
        >
          <ArrowDown aria-hidden />
        </IconButton>
      </TableCell>
      <TableCell className="py-1 text-end">
        <RowMenu line={line} first={first} last={last} actions={actions} />
      </TableCell>
    </TableRow>
  );
}

function EngineWords({ line }: { line: AgentLine }) {
  const t = useTranslations('admin.agents');
  if (line.engine === 'guide') return t('engineGuide');
  if (line.engine === 'model') return line.engineDetail;
  return (
    <>
      {t('engineThinnest')}{' '}
      <span className="font-mono text-sm text-muted">{line.engineDetail}</span>
    </>
  );
}

function AccessWords({ line: { access, people, groups } }: { line: AgentLine }) {
  const t = useTranslations('admin.agents');
  const own = useTranslations('agents.list');
  if (access !== 'people') return t(access);
  if (groups === 0) return t('people', { count: people });
  return people === 0
    ? own('groups', { count: groups })
    : own('groupsAndPeople', { groups, people });
}
