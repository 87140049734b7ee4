'use client';

import {
  Archive,
  ArrowDown,
  ArrowUp,
  Copy,
  Download,
  Ellipsis,
  MessageSquarePlus,
  Pencil,
  Trash2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuButton } from '@/components/ui/menu-button';
import type { AgentLine } from './agent-line';

/** What can be done with a row. */
export interface RowActions {
  onEnabled: (line: AgentLine, enabled: boolean) => void;
  onMove: (line: AgentLine, to: 'up' | 'down') => void;
  onEdit: (line: AgentLine) => void;
  onCopy: (line: AgentLine) => void;
  onDefault: (line: AgentLine) => void;
  onArchive: (line: AgentLine) => void;
  onDelete: (line: AgentLine) => void;
}

export interface AgentRowProps {
  line: AgentLine;
  first: boolean;
  last: boolean;
  actions: RowActions;
}

/** Everything that can be done with an agent of the list. */
export function RowMenu({ line, first, last, actions }: AgentRowProps) {
  const t = useTranslations('admin.agents');
  const own = useTranslations('agents.list');
  return (
    <MenuButton
      menuLabel={t('more', { name: line.name })}
      aria-label={t('more', { name: line.name })}
      data-tip={t('more', { name: line.name })}
      className="hit inline-flex size-7 pointer-coarse:size-11 items-center justify-center rounded-md text-muted transition-colors hover:bg-tint hover:text-ink aria-expanded:bg-tint"
      entries={[
        {
          id: 'edit',
          label: t('edit'),
          icon: <Pencil aria-hidden />,
          onSelect: () => actions.onEdit(line),
        },
        {
          id: 'copy',
          label: own('duplicate'),
          icon: <Copy aria-hidden />,
          onSelect: () => actions.onCopy(line),
        },
        {
          id: 'default',
          label: own('makeDefault'),
          icon: <MessageSquarePlus aria-hidden />,
          disabled: line.isDefault || !line.enabled,
          onSelect: () => actions.onDefault(line),
        },
        {
          id: 'export',
          label: own('export'),
          icon: <Download aria-hidden />,
          onSelect: () => window.location.assign(`/api/admin/agents?id=${line.id}`),
        },
        {
          id: 'up',
          label: t('moveUpShort'),
          icon: <ArrowUp aria-hidden />,
          divided: true,
          disabled: first,
          onSelect: () => actions.onMove(line, 'up'),
        },
        {
          id: 'down',
          label: t('moveDownShort'),
          icon: <ArrowDown aria-hidden />,
          disabled: last,
          onSelect: () => actions.onMove(line, 'down'),
        },
        {
          id: 'archive',
          label: own('archive'),
          icon: <Archive aria-hidden />,
          divided: true,
          onSelect: () => actions.onArchive(line),
        },
        {
          id: 'delete',
          label: t('delete'),
          icon: <Trash2 aria-hidden />,
          danger: true,
          onSelect: () => actions.onDelete(line),
        },
      ]}
    >
      <Ellipsis aria-hidden className="size-4 stroke-[1.5]" />
    </MenuButton>
  );
}
