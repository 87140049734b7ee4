'use client';

import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { ConversationStart } from '@/lib/client/conversation';
import { useConversation } from '@/lib/client/use-conversation';
import { cn } from '@/lib/cn';
import type { AgentSummary } from '@/lib/contract/agent';
import { AgentPicker } from './agent-picker';
import { Announcer } from './announcer';
import { Composer } from './composer';
import { ConversationHeader } from './conversation-header';
import { setChoice } from './cookie';
import { Dock } from './dock';
import { moveDraft, NEW_DRAFT } from './draft';
import { handOver } from './handoff';
import { SignedOut } from './link-bar';
import { liveOf } from './live';
import { Turns } from './turns';
import { useExchanges } from './use-exchanges';
import { useFollow } from './use-follow';

interface NewConversationProps {
  /** Whom one may talk to; at least one. */
  agents: [AgentSummary, ...AgentSummary[]];
  /** The agent of last time. */
  agentId: string | null;
  greeting: ReactNode;
}

/** A conversation that does not exist yet; the first message makes it. */
export function NewConversation({ agents, agentId, greeting }: NewConversationProps) {
  const [picked, setPicked] = useState(agentId);
  const agent = agents.find(({ id }) => id === picked) ?? agents[0];
  const start = useMemo(() => startWith(agent.id), [agent.id]);
  const view = useConversation(start);
  const empty = view.messages.length === 0 && view.phase === 'idle' && view.answer === null;
  const exchanges = useExchanges(view.messages);
  const follow = useFollow(exchanges.at(-1)?.key);
  const { sessionId } = view;

  useEffect(() => handOver(view), [view]);
  useEffect(() => {
    // What was typed meanwhile belongs to the conversation that has come to be.
    if (sessionId !== null) moveDraft(NEW_DRAFT, sessionId);
  }, [sessionId]);

  if (view.link === 'signed_out') return <SignedOut />;
  return (
    <main id="conversation" ref={follow.view} className="conversation" tabIndex={-1}>
      <ConversationHeader title={null} scrolled={follow.scrolled} />
      <div ref={follow.turns} className={cn('column', empty ? 'opening' : 'turns')}>
        {empty ? (
          <Opening greeting={greeting} agent={agent} />
        ) : (
          <Turns agent={agent} exchanges={exchanges} live={liveOf(view)} onRetry={view.retry} />
        )}
      </div>
      <Dock
        ref={follow.dock}
        view={view}
        away={follow.away}
        onEnd={follow.toEnd}
        className={cn(empty && 'max-md:order-1')}
      >
        <Composer
          agent={agent.name}
          // What is typed once the conversation exists is already its own.
          draftKey={sessionId ?? NEW_DRAFT}
          phase={view.phase}
          actions={view}
          start={
            <AgentPicker
              agents={agents}
              agent={agent}
              onPick={(id) => {
                setPicked(id);
                setChoice('agent', id);
              }}
            />
          }
        />
      </Dock>
      {empty && <Starters agent={agent} onSend={view.send} />}
      <Announcer agent={agent.name} view={view} />
    </main>
  );
}

function startWith(agentId: string): ConversationStart {
  return { sessionId: null, agentId, messages: [], more: false, runId: null, queue: [] };
}

function Opening({ greeting, agent }: { greeting: ReactNode; agent: AgentSummary }) {
  const line = agent.welcome || agent.description;
  return (
    <>
      <h1 className="text-xl font-semibold tracking-[-0.02em] text-ink">{greeting}</h1>
      {line && (
        <p className="max-w-prose pt-1.5 text-md text-muted" dir="auto">
          {line}
        </p>
      )}
    </>
  );
}

interface StartersProps {
  agent: AgentSummary;
  onSend: (text: string) => Promise<boolean>;
}

/** Ways to begin, as plain rows. */
function Starters({ agent, onSend }: StartersProps) {
  const t = useTranslations('chat.empty');
  return (
    <div className="column starters">
      {agent.starters.length > 0 && (
        <ul aria-label={t('starters')}>
          {agent.starters.slice(0, 4).map((text) => (
            <li key={text} className="border-b border-line last:border-b-0">
              <button
                type="button"
                dir="auto"
                onClick={() => void onSend(text)}
                className="group/start flex min-h-10 rounded-md w-full items-center gap-3 px-4 py-2 text-start text-base text-soft transition-colors hover:text-ink pointer-coarse:min-h-11"
              >
                <span className="min-w-0 flex-1">{text}</span>
                <ArrowUpRight
                  aria-hidden
                  className="size-4 shrink-0 stroke-[1.5] text-faint opacity-0 transition-opacity group-hover/start:opacity-100 group-focus-visible/start:opacity-100 rtl:-scale-x-100"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
