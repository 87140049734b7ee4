'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { notify } from '@/components/ui/toaster';
import type { ConversationStart } from '@/lib/client/conversation';
import { useConversation } from '@/lib/client/use-conversation';
import { AgentChip } from './agent-chip';
import { Announcer } from './announcer';
import type { AgentName } from './answer-turn';
import { Composer } from './composer';
import { ConversationHeader } from './conversation-header';
import { Dock } from './dock';
import { useFrame } from './frame-context';
import { useHandedOver } from './handoff';
import { KeepMenu } from './keep-menu';
import { SignedOut } from './link-bar';
import { liveOf } from './live';
import { Older } from './older';
import type { ShareActions } from './share';
import { tried } from './tried';
import { Turns } from './turns';
import { useCopyShortcuts } from './use-copy-shortcuts';
import { useExchanges } from './use-exchanges';
import { useFollow } from './use-follow';

interface ConversationProps {
  start: ConversationStart & { sessionId: string };
  title: string;
  agent: AgentName;
  share: ShareActions;
}

/** A conversation: its head, its turns, and where one writes. */
export function Conversation({ start, title, agent, share }: ConversationProps) {
  const { sessionId } = start;
  const live = useConversation(start);
  const view = useHandedOver(live);
  const exchanges = useExchanges(view.messages);
  const follow = useFollow(exchanges.at(-1)?.key);
  const shownTitle = useSharedTitle(sessionId, title);
  useSidebarMarks(sessionId, view.phase !== 'idle');
  useCopyShortcuts(view.messages);
  const rename = useRename(sessionId, shownTitle);
  if (view.link === 'signed_out') return <SignedOut />;
  return (
    <main id="conversation" ref={follow.view} className="conversation" tabIndex={-1}>
      <ConversationHeader title={shownTitle} scrolled={follow.scrolled} onRename={rename}>
        <KeepMenu sessionId={sessionId} share={share} />
      </ConversationHeader>
      <div ref={follow.turns} className="column turns">
        {view.more && <Older load={view.loadOlder} />}
        <Turns agent={agent} exchanges={exchanges} live={liveOf(view)} onRetry={view.retry} />
      </div>
      <Dock ref={follow.dock} view={view} away={follow.away} onEnd={follow.toEnd}>
        <Composer
          agent={agent.name}
          draftKey={sessionId}
          phase={view.phase}
          actions={view}
          start={<AgentChip agent={agent} />}
        />
      </Dock>
      <Announcer agent={agent.name} view={view} />
    </main>
  );
}

/** The title as the sidebar knows it, since it can be changed there. */
function useSharedTitle(sessionId: string, title: string): string {
  const { list } = useFrame();
  return list.items.find((item) => item.id === sessionId)?.title ?? title;
}

function useRename(sessionId: string, title: string) {
  const t = useTranslations('chat.sidebar');
  const { actions, patch } = useFrame();
  return async (next: string) => {
    patch(sessionId, { title: next });
    const { ok } = await tried(actions.rename(null, { id: sessionId, title: next }));
    if (ok) return;
    patch(sessionId, { title });
    notify(t('renameFailed'));
  };
}

/** Keeps the sidebar's marks of this conversation right, without waiting for the news of it. */
function useSidebarMarks(sessionId: string, running: boolean) {
  const { patch } = useFrame();
  useEffect(() => {
    patch(sessionId, { running, unread: false });
  }, [sessionId, running, patch]);
}
