'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TrySwitch } from '@/components/agents/try-switch';
import type { ConversationStart } from '@/lib/client/conversation';
import type { AgentSummary } from '@/lib/contract/agent';
import { type AgentDraft, engineOf, inputOf } from './agent-draft';
import { TryStored, TryTyped } from './try-agent';

/** A stored agent to talk to. */
export interface Trial {
  agent: AgentSummary;
  /** Neither off nor archived. */
  usable: boolean;
  start: ConversationStart;
}

interface TrySideProps {
  /** Null for an agent that is not stored yet. */
  trial: Trial | null;
  draft: AgentDraft;
  /** What is stored. */
  saved: AgentDraft;
}

const MODES = ['saved', 'typed'] as const;

/**
 * What stands beside the form: the stored agent, or, where how it answers was changed,
 * is off or was never stored, the agent as it is typed.
 */
export function TrySide({ trial, draft, saved }: TrySideProps) {
  const t = useTranslations('agents.try');
  const [mode, setMode] = useState<(typeof MODES)[number]>('saved');
  const differs = JSON.stringify(engineOf(draft)) !== JSON.stringify(engineOf(saved));
  if (!trial?.usable) {
    return <TryTyped agent={summaryOf(draft)} engine={engineOf(draft)} note={t('typedOnly')} />;
  }
  const choice = differs && (
    <TrySwitch
      label={t('mode')}
      name="try-mode"
      options={MODES.map((value) => ({ value, label: t(value) }))}
      value={mode}
      onChange={setMode}
    />
  );
  if (!differs || mode === 'saved') {
    return <TryStored agent={trial.agent} start={trial.start} mode={choice} />;
  }
  return (
    <TryTyped
      agent={{ ...summaryOf(draft), id: trial.agent.id }}
      engine={engineOf(draft)}
      note={t('typedNote')}
      mode={choice}
    />
  );
}

function summaryOf(draft: AgentDraft): AgentSummary {
  const { name, description, icon, colour, welcome, starters } = inputOf(draft);
  return { id: 'new', name, description, icon, colour, welcome, starters, createdAt: 0 };
}
