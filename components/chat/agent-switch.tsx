'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { notify } from '@/components/ui/toaster';
import type { AgentSummary } from '@/lib/contract/agent';
import { AgentChip } from './agent-chip';
import { AgentPicker } from './agent-picker';
import type { AgentName } from './answer-turn';
import { setChoice } from './cookie';
import { addToDraft, newDraft } from './draft';
import { useFrame } from './frame-context';

interface AgentSwitchProps {
  /** Whom the conversation is with: one that is gone can only be read. */
  agent: AgentName;
  agentId: string;
  agents: AgentSummary[];
  /** Takes what is typed along. */
  take: () => string;
}

/** Whom one writes to. Another agent is another conversation, and that is said before and after. */
export function AgentSwitch({ agent, agentId, agents, take }: AgentSwitchProps) {
  const t = useTranslations('turns.agent');
  const router = useRouter();
  const { personId } = useFrame();
  const current = agents.find(({ id }) => id === agentId);
  if (!current || agents.length < 2) return <AgentChip agent={agent} />;
  const pick = (id: string) => {
    const next = agents.find((one) => one.id === id);
    if (!next || id === agentId) return;
    addToDraft(newDraft(personId), take());
    setChoice('agent', id);
    notify(t('started', { agent: next.name }));
    router.push(`/?agent=${id}`);
  };
  return (
    <AgentPicker
      agents={agents}
      agent={current}
      label={t('switch', { agent: current.name })}
      says={t('says')}
      onPick={pick}
    />
  );
}
