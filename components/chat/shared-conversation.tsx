'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { TooltipHost } from '@/components/ui/tooltip-host';
import { Wordmark } from '@/components/ui/wordmark';
import type { Message } from '@/lib/contract/message';
import { type AgentName, AnswerTurn } from './answer-turn';
import { exchangesOf } from './exchanges';
import { UserTurn } from './user-turn';

interface SharedConversationProps {
  title: string;
  /** A line below the title: with whom, since when. */
  facts: string;
  agent: AgentName;
  messages: Message[];
  /** What a reader can do with it. */
  children: ReactNode;
}

/** A conversation to read: its turns as their person saw them, without anything to write with. */
export function SharedConversation(props: SharedConversationProps) {
  const { title, facts, agent, messages, children } = props;
  const name = useTranslations('common')('appName');
  const exchanges = useMemo(() => exchangesOf(messages), [messages]);
  return (
    <main className="conversation" tabIndex={-1}>
      <div className="column pt-4">
        <Wordmark>{name}</Wordmark>
      </div>
      <header className="column flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-line pt-6 pb-5">
        <div className="min-w-0">
          <h1
            className="text-xl font-semibold tracking-[-0.015em] text-ink wrap-anywhere"
            dir="auto"
          >
            {title}
          </h1>
          <p className="mt-1 text-sm text-soft">{facts}</p>
        </div>
        {children}
      </header>
      <div className="column turns pt-8">
        {exchanges.map(({ key, messages: turns }) => (
          <div key={key} className="exchange">
            {turns.map((message) =>
              message.role === 'user' ? (
                <UserTurn key={message.id} message={message} />
              ) : (
                <AnswerTurn
                  key={message.id}
                  agent={agent}
                  parts={message.parts}
                  status={message.status ?? 'completed'}
                  ending={{ times: message }}
                />
              ),
            )}
          </div>
        ))}
      </div>
      <TooltipHost />
    </main>
  );
}
