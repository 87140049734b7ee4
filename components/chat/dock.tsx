'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, Ref } from 'react';
import { UsageLine } from '@/components/usage/meter';
import type { ConversationView } from '@/lib/client/conversation';
import { cn } from '@/lib/cn';
import type { ReaderPlace } from './follow';
import { LinkBar, UpdateBar } from './link-bar';
import { QueueList } from './queue-list';
import { RefusalLine } from './refusal-line';

interface DockProps {
  ref: Ref<HTMLDivElement>;
  view: ConversationView;
  away: ReaderPlace['away'];
  onEnd: () => void;
  className?: string;
  /** Whose limits are told of; none where nothing counts towards them. */
  agentId?: string;
  /** The composer. */
  children: ReactNode;
}

/** What floats over the end of the column: what is to be known now, the queue, the composer. */
export function Dock({ ref, view, away, onEnd, className, agentId, children }: DockProps) {
  return (
    <div ref={ref} className={cn('dock', className)}>
      <div className="column flex flex-col gap-2">
        <div className="relative">
          <div className="absolute inset-x-0 bottom-1 flex flex-col items-center gap-2">
            <UpdateBar />
            <LinkBar link={view.link} running={view.phase !== 'idle'} />
            {away !== 'no' && <EndButton away={away} onClick={onEnd} />}
          </div>
        </div>
        <QueueList view={view} />
        {view.refusal && <RefusalLine refusal={view.refusal} onDismiss={view.dismissRefusal} />}
        {children}
        {agentId !== undefined && <UsageLine agentId={agentId} />}
      </div>
    </div>
  );
}

function EndButton({ away, onClick }: { away: 'away' | 'new text'; onClick: () => void }) {
  const t = useTranslations('chat.scroll');
  const news = away === 'new text';
  return (
    <button
      type="button"
      aria-label={news ? undefined : t('end')}
      data-tip={news ? undefined : t('end')}
      onClick={onClick}
      className={cn(
        'hit flex h-8 animate-rise items-center gap-2 rounded-full border border-line bg-raised text-sm font-medium text-soft shadow-float transition-colors hover:bg-tint hover:text-ink',
        news ? 'px-3' : 'w-8 justify-center',
      )}
    >
      <ArrowDown aria-hidden className="size-4 stroke-[1.5]" />
      {news && t('newText')}
    </button>
  );
}
