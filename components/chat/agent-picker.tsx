'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AgentGlyph } from '@/components/ui/agent-glyph';
import { MenuButton } from '@/components/ui/menu-button';
import type { AgentSummary } from '@/lib/contract/agent';

interface AgentPickerProps {
  agents: AgentSummary[];
  agent: AgentSummary;
  /** Names the button; that it picks whom a new conversation is with, unless set. */
  label?: string;
  /** Said above the choice. */
  says?: string;
  onPick: (id: string) => void;
}

/** Whom one writes to, and who else there is. */
export function AgentPicker({ agents, agent, label, says, onPick }: AgentPickerProps) {
  const t = useTranslations('chat.composer');
  return (
    <MenuButton
      menuLabel={t('agents')}
      aria-label={label ?? t('agent', { agent: agent.name })}
      header={says && <p className="max-w-60 text-sm text-muted">{says}</p>}
      align="start"
      className="hit flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-sm font-medium text-soft transition-colors hover:bg-tint hover:text-ink aria-expanded:bg-tint"
      entries={agents.map(({ id, name, description, icon, colour }) => ({
        id,
        label: name,
        detail: description,
        icon: <AgentGlyph name={icon} colour={colour} />,
        checked: id === agent.id,
        onSelect: () => onPick(id),
      }))}
    >
      <AgentGlyph name={agent.icon} colour={agent.colour} className="text-muted" />
      <bdi className="truncate">{agent.name}</bdi>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 stroke-[1.5] text-faint" />
    </MenuButton>
  );
}
