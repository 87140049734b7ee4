'use client';

import { RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useState } from 'react';
import { TrySwitch } from '@/components/agents/try-switch';
import { useDraftTalk } from '@/components/agents/use-draft-talk';
import { useWire } from '@/components/agents/use-wire';
import type { WireRow } from '@/components/agents/wire';
import { WireEvents } from '@/components/agents/wire-events';
import { IconButton } from '@/components/ui/icon-button';
import type { ConversationStart, ConversationView } from '@/lib/client/conversation';
import { useConversation } from '@/lib/client/use-conversation';
import { cn } from '@/lib/cn';
import type { AgentSummary, EngineConfig } from '@/lib/contract/agent';
import { TryPanel } from './try-panel';
import { TryTalk } from './try-talk';

interface TryStoredProps {
  /** As it is stored: what is not saved has no effect on its answers. */
  agent: AgentSummary;
  start: ConversationStart;
  /** Switches to what is typed, where that differs. */
  mode?: ReactNode;
}

/** A conversation with the stored agent: the same as in the chat, only smaller. */
export function TryStored({ agent, start, mode }: TryStoredProps) {
  const t = useTranslations('admin.try');
  const router = useRouter();
  const [round, setRound] = useState(0);
  const startOver = () =>
    startTransition(() => {
      router.replace(`/admin/agents/${agent.id}`, { scroll: false });
      setRound(round + 1);
    });
  return (
    <Stored
      key={round}
      agent={agent}
      start={start}
      frame={{ note: t('stale'), mode, startOver: start.sessionId === null ? null : startOver }}
    />
  );
}

interface Frame {
  note: string;
  mode: ReactNode;
  /** Null while there is nothing to begin anew. */
  startOver: (() => void) | null;
}

function Stored({
  agent,
  start,
  frame,
}: {
  agent: AgentSummary;
  start: ConversationStart;
  frame: Frame;
}) {
  const view = useConversation(start);
  const rows = useWire(view);
  return <Tried agent={agent} view={view} rows={rows} frame={frame} />;
}

interface TryTypedProps {
  agent: AgentSummary;
  engine: EngineConfig;
  note: string;
  mode?: ReactNode;
}

/** A conversation with the agent as it is typed; it lives in this page alone. */
export function TryTyped({ agent, engine, note, mode }: TryTypedProps) {
  const [round, setRound] = useState(0);
  return (
    <Typed
      key={round}
      agent={agent}
      engine={engine}
      frame={{ note, mode, startOver: () => setRound(round + 1) }}
    />
  );
}

function Typed({
  agent,
  engine,
  frame,
}: {
  agent: AgentSummary;
  engine: EngineConfig;
  frame: Frame;
}) {
  const { view, rows } = useDraftTalk(engine);
  const startOver = view.messages.length > 0 ? frame.startOver : null;
  return <Tried agent={agent} view={view} rows={rows} frame={{ ...frame, startOver }} />;
}

interface TriedProps {
  agent: AgentSummary;
  view: ConversationView;
  rows: readonly WireRow[];
  frame: Frame;
}

/** The conversation, and the events it is made of. Both stay alive. */
function Tried({ agent, view, rows, frame: { note, mode, startOver } }: TriedProps) {
  const words = useTranslations('admin.try');
  const t = useTranslations('agents.try');
  const [shown, show] = useState<'talk' | 'events'>('talk');
  return (
    <TryPanel
      note={note}
      action={
        startOver && (
          <IconButton size="sm" label={words('again')} onClick={startOver}>
            <RotateCcw aria-hidden />
          </IconButton>
        )
      }
      bar={
        <>
          <TrySwitch
            label={t('views')}
            name="try-view"
            options={[
              { value: 'talk', label: t('talk') },
              {
                value: 'events',
                label: rows.length === 0 ? t('events') : t('eventsCount', { count: rows.length }),
              },
            ]}
            value={shown}
            onChange={show}
          />
          {mode}
        </>
      }
    >
      <div className={cn('flex min-h-0 flex-1 flex-col', shown !== 'talk' && 'hidden')}>
        <TryTalk agent={agent} view={view} />
      </div>
      {shown === 'events' && <WireEvents rows={rows} />}
    </TryPanel>
  );
}
