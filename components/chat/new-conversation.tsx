'use client';

import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationStart } from '@/lib/client/conversation';
import { NO_MARKS } from '@/lib/client/marks';
import { useConversation } from '@/lib/client/use-conversation';
import { cn } from '@/lib/cn';
import type { AgentSummary } from '@/lib/contract/agent';
import { AgentPicker } from './agent-picker';
import { Announcer } from './announcer';
import { useMarkdownSoon } from './answer-text';
import { Composer } from './composer';
import { ConversationHeader } from './conversation-header';
import { setChoice } from './cookie';
import { Dock } from './dock';
import { moveDraft, newDraft, tabDraft } from './draft';
import { useFrame } from './frame-context';
import { handOver } from './handoff';
import { SignedOut } from './link-bar';
import { liveOf } from './live';
import { TemporaryNote, TemporarySwitch, TemporaryTitle } from './temporary-mark';
import { Turns } from './turns';
import { useCopyShortcuts } from './use-copy-shortcuts';
import { useExchanges } from './use-exchanges';
import { useFollow } from './use-follow';
import { useTemporaryTab } from './use-temporary-tab';

interface NewConversationProps {
  /** Whom one may talk to; at least one. */
  agents: [AgentSummary, ...AgentSummary[]];
  /** The agent of last time. */
  agentId: string | null;
  greeting: ReactNode;
  /** Whether it is to be a temporary one. */
  temporary: boolean;
}

/** A conversation that does not exist yet; the first message makes it. */
export function NewConversation(props: NewConversationProps) {
  const [round, setRound] = useState(0);
  return <Beginning key={round} {...props} onLeft={() => setRound(round + 1)} />;
}

interface BeginningProps extends NewConversationProps {
  /** One came here for a new one while the last was on its way to its own page. */
  onLeft: () => void;
}

function Beginning({ agents, agentId, greeting, onLeft, ...given }: BeginningProps) {
  const t = useTranslations('chat.title');
  const [picked, setPicked] = useState(agentId);
  const agent = agents.find(({ id }) => id === picked) ?? agents[0];
  const { personId } = useFrame();
  const unsent = newDraft(personId);
  const [temporary, setTemporary] = useTemporary(given.temporary, unsent);
  const start = useMemo(() => startWith(agent.id, temporary), [agent.id, temporary]);
  const view = useConversation(start);
  const empty = view.messages.length === 0 && view.phase === 'idle' && view.answer === null;
  const exchanges = useExchanges(view.messages);
  const follow = useFollow(view.asked ?? undefined);
  const { sessionId } = view;
  useCopyShortcuts(view);
  useMarkdownSoon();
  const draftKey = draftOf(sessionId ?? unsent, temporary);

  useEffect(() => handOver(view), [view]);
  useEffect(() => {
    // What was typed meanwhile belongs to the conversation that has come to be.
    if (sessionId !== null) moveDraft(draftOf(unsent, temporary), draftOf(sessionId, temporary));
  }, [sessionId, temporary, unsent]);
  useTemporaryTab(temporary ? sessionId : null, 'close');
  useEffect(() => {
    // The address of the one that has come to be was set with its id: here it is that of none.
    if (sessionId !== null && window.location.pathname === '/') onLeft();
  });

  if (view.link === 'signed_out') return <SignedOut />;
  return (
    <main id="conversation" ref={follow.view} className="conversation" tabIndex={-1}>
      <ConversationHeader title={null} scrolled={follow.scrolled}>
        {empty && <TemporarySwitch on={temporary} onChange={setTemporary} />}
        {!empty && (temporary ? <TemporaryTitle /> : <h1 className="sr-only">{t('new')}</h1>)}
      </ConversationHeader>
      <div ref={follow.turns} className={cn('column', empty ? 'opening' : 'turns')}>
        {empty ? (
          <>
            <Opening greeting={greeting} agent={agent} />
            {temporary && <TemporaryNote />}
          </>
        ) : (
          <Turns agent={agent} exchanges={exchanges} live={liveOf(view)} onRetry={view.retry} />
        )}
      </div>
      <Dock
        ref={follow.dock}
        view={view}
        away={follow.away}
        onEnd={follow.toEnd}
        agentId={agent.id}
        className={cn(empty && 'max-md:order-1')}
      >
        <Composer
          agent={agent.name}
          // What is typed once the conversation exists is already its own.
          draftKey={draftKey}
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

const EMPTY = { messages: [], more: false, runId: null, queue: [], marks: NO_MARKS };

function startWith(agentId: string, temporary: boolean): ConversationStart {
  return { sessionId: null, agentId, temporary, ...EMPTY };
}

function draftOf(key: string, temporary: boolean): string {
  return temporary ? tabDraft(key) : key;
}

/** The choice stands in the address, so that a reload keeps it; what is typed moves with it. */
function useTemporary(given: boolean, unsent: string): [boolean, (on: boolean) => void] {
  const [temporary, setTemporary] = useState(given);
  const was = useRef(given);
  useEffect(() => {
    if (was.current === temporary) return;
    was.current = temporary;
    // Here, when the box has let go of the old name: nothing of it stays under that.
    moveDraft(draftOf(unsent, !temporary), draftOf(unsent, temporary));
    const address = new URL(window.location.href);
    if (temporary) address.searchParams.set('temporary', '1');
    else address.searchParams.delete('temporary');
    window.history.replaceState(window.history.state, '', address);
  }, [temporary, unsent]);
  return [temporary, setTemporary];
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
