'use client';

import { useTranslations } from 'next-intl';
import type { ConversationStart } from '@/lib/client/conversation';
import type { AgentSummary } from '@/lib/contract/agent';
import { TryAgent } from './try-agent';
import { TryLater, TryPanel } from './try-panel';

/** A stored agent to talk to. */
export interface Trial {
  agent: AgentSummary;
  /** Neither off nor archived. */
  usable: boolean;
  start: ConversationStart;
}

/** What stands beside the form. */
export function TrySide({ trial }: { trial: Trial }) {
  const t = useTranslations('admin.try');
  if (trial.usable) return <TryAgent agent={trial.agent} start={trial.start} />;
  return (
    <TryPanel>
      <TryLater>{t('off')}</TryLater>
    </TryPanel>
  );
}
