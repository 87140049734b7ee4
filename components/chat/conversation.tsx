'use client';

import { useCallback, useEffect, useMemo } from 'react';
import type { ConversationStart, ConversationView } from '@/lib/client/conversation';
import { useConversation } from '@/lib/client/use-conversation';
import type { AgentSummary } from '@/lib/contract/agent';
import { AgentSwitch } from './agent-switch';
import { Announcer } from './announcer';
import type { AgentName } from './answer-turn';
import { Composer, type ComposerActions } from './composer';
import { ConversationHeader } from './conversation-header';
import type { ConversationItem } from './conversation-item';
import { Dock } from './dock';
import { tabDraft } from './draft';
import { useFrame } from './frame-context';
import { useHandedOver } from './handoff';
import { SignedOut } from './link-bar';
import { Elsewhere, Later } from './linked-place';
import { liveOf } from './live';
import { Older } from './older';
import { OwnHeader } from './own-header';
import type { ShareActions } from './share';
import { TemporaryTitle } from './temporary-mark';
import { TurnContext, useTurnStore } from './turn-context';
import { Turns } from './turns';
import { useCopyShortcuts } from './use-copy-shortcuts';
import { useExchanges } from './use-exchanges';
import { useFirstTurns } from './use-first-turns';
import { useFollow } from './use-follow';
import { useTarget } from './use-target';
import { useTemporaryTab } from './use-temporary-tab';
import { useTurnShortcuts } from './use-turn-shortcuts';
import { type TurnActions, useTurnView } from './use-turn-view';

/** From so many exchanges on those far back are not laid out. */
const LONG = 60;

interface ConversationProps {
  start: ConversationStart & { sessionId: string };
  /** Itself, as a line of the list. */
  item: ConversationItem;
  agent: AgentName;
  /** Whom else one may talk to. */
  agents: AgentSummary[];
  actions: TurnActions;
  share: ShareActions | null;
}

/** A conversation: its head, its turns, and where one writes. */
export function Conversation(props: ConversationProps) {
  const { start, item, agent, actions, share } = props;
  const { sessionId, place, temporary } = start;
  const view = useHandedOver(useConversation(start));
  const exchanges = useExchanges(view.messages);
  const follow = useFollow(view.asked ?? undefined);
  const { drawn, all } = useFirstTurns(follow.turns, exchanges, place !== undefined);
  const turns = useTurnView({ start, view, exchanges, actions });
  const store = useTurnStore(turns);
  useTarget(turns.target);
  useSidebarMarks(sessionId, view.phase !== 'idle');
  useCopyShortcuts(view);
  useTurnShortcuts(turns, exchanges.at(-1), view.queue.length);
  useTemporaryTab(temporary ? sessionId : null, 'unmount');
  const writing = useWriting(view);
  const chooser = useAgentChooser(props);
  if (view.link === 'signed_out') return <SignedOut />;
  return (
    <main
      id="conversation"
      ref={follow.view}
      data-running={view.phase !== 'idle' || undefined}
      className="conversation"
      tabIndex={-1}
    >
      {temporary ? (
        <ConversationHeader title={null} scrolled={follow.scrolled}>
          <TemporaryTitle />
        </ConversationHeader>
      ) : (
        <OwnHeader item={item} agent={agent} scrolled={follow.scrolled} share={share} />
      )}
      <div
        ref={follow.turns}
        data-long={exchanges.length > LONG || undefined}
        className="column turns"
      >
        {all && view.more && <Older load={view.loadOlder} />}
        <TurnContext value={store}>
          <Turns agent={agent} exchanges={drawn} live={liveOf(view)} onRetry={view.retry} />
        </TurnContext>
        {view.later && <Later sessionId={sessionId} load={view.loadLater} />}
      </div>
      <Dock
        ref={follow.dock}
        view={view}
        away={follow.away}
        onEnd={follow.toEnd}
        agentId={start.agentId}
      >
        {place?.elsewhere && (
          <Elsewhere sessionId={sessionId} onStay={() => void turns.choose(place.messageId)} />
        )}
        <Composer
          agent={agent.name}
          draftKey={temporary ? tabDraft(sessionId) : sessionId}
          phase={view.phase}
          actions={writing}
          start={chooser}
        />
      </Dock>
      <Announcer agent={agent.name} view={view} />
    </main>
  );
}

/** Keeps the sidebar's marks of this conversation right, without waiting for the news of it. */
function useSidebarMarks(sessionId: string, running: boolean) {
  const { patch } = useFrame();
  useEffect(() => {
    patch(sessionId, { running, unread: false });
  }, [sessionId, running, patch]);
}

/** The same until one of them changes: where one writes is not drawn again with every word that comes. */
function useWriting({ send, enqueue, stop }: ConversationView): ComposerActions {
  return useMemo(() => ({ send, enqueue, stop }), [send, enqueue, stop]);
}

function useAgentChooser({ agent, agents, start: { agentId } }: ConversationProps) {
  return useCallback(
    (take: () => string) => (
      <AgentSwitch agent={agent} agentId={agentId} agents={agents} take={take} />
    ),
    [agent, agents, agentId],
  );
}
