'use client';

import { useTranslations } from 'next-intl';
import { AnswerTurn } from '@/components/chat/answer-turn';
import { UserTurn } from '@/components/chat/user-turn';
import { Button } from '@/components/ui/button';
import type { RatedTurn } from '@/lib/contract/feedback-list';

interface RatedAnswerProps {
  turn: RatedTurn;
  onClose: () => void;
}

/** A rated answer with its question, to read and nothing else. */
export function RatedAnswer({ turn, onClose }: RatedAnswerProps) {
  const t = useTranslations('feedback');
  const { person, agent, messages } = turn;
  return (
    <section
      ref={takeFocus}
      tabIndex={-1}
      aria-label={t('turn')}
      className="mt-3 rounded-lg border border-line bg-paper px-4 pt-3 pb-4"
    >
      <div className="flex items-center justify-between gap-3 pb-3">
        <p className="text-sm text-muted">{t('of', { person, agent: agent.name })}</p>
        <Button size="sm" variant="ghost" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <div className="flex flex-col gap-5">
        {messages.map((message) =>
          message.role === 'user' ? (
            <UserTurn key={message.id} message={message} />
          ) : (
            <AnswerTurn
              key={message.id}
              agent={agent}
              parts={message.parts}
              status={message.status ?? 'completed'}
              ending={{ errorCode: message.errorCode, times: message }}
            />
          ),
        )}
      </div>
    </section>
  );
}

/** The button that opened it is gone: reading goes on here. */
function takeFocus(section: HTMLElement | null): void {
  section?.focus();
}
