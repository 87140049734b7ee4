'use client';

import { useTranslations } from 'next-intl';
import { Announcer } from '@/components/chat/announcer';
import { Composer } from '@/components/chat/composer';
import { Dock } from '@/components/chat/dock';
import { SignedOut } from '@/components/chat/link-bar';
import { liveOf } from '@/components/chat/live';
import { Older } from '@/components/chat/older';
import { Turns } from '@/components/chat/turns';
import { useExchanges } from '@/components/chat/use-exchanges';
import { useFollow } from '@/components/chat/use-follow';
import type { ConversationView } from '@/lib/client/conversation';
import type { AgentSummary } from '@/lib/contract/agent';

/** The conversation with an agent that is tried. */
export function TryTalk({ agent, view }: { agent: AgentSummary; view: ConversationView }) {
  const exchanges = useExchanges(view.messages);
  const follow = useFollow(view.asked ?? undefined);
  const empty = exchanges.length === 0 && view.phase === 'idle';
  if (view.link === 'signed_out') return <SignedOut />;
  return (
    <div
      ref={follow.view}
      className="conversation min-h-0 [scrollbar-gutter:auto] [&_.column]:px-4"
    >
      <div ref={follow.turns} className="column turns">
        {view.more && <Older load={view.loadOlder} />}
        {empty && <Opening agent={agent} onSend={view.send} />}
        <Turns agent={agent} exchanges={exchanges} live={liveOf(view)} onRetry={view.retry} />
      </div>
      <Dock ref={follow.dock} view={view} away={follow.away} onEnd={follow.toEnd}>
        <Composer
          agent={agent.name}
          draftKey={`try-${agent.id}`}
          phase={view.phase}
          actions={view}
          aside
        />
      </Dock>
      <Announcer agent={agent.name} view={view} />
    </div>
  );
}

interface OpeningProps {
  agent: AgentSummary;
  onSend: (text: string) => Promise<boolean>;
}

function Opening({ agent, onSend }: OpeningProps) {
  const t = useTranslations('admin.try');
  return (
    <>
      <p className="text-base text-muted" dir="auto">
        {agent.welcome || agent.description || t('opening', { name: agent.name })}
      </p>
      <ul className="mt-3">
        {agent.starters.map((text) => (
          <li key={text} className="border-b border-line last:border-b-0">
            <button
              type="button"
              dir="auto"
              onClick={() => void onSend(text)}
              className="min-h-10 w-full py-2 text-start text-base text-soft transition-colors hover:text-ink pointer-coarse:min-h-11"
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
