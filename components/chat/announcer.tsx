'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '@/lib/client/conversation';
import { outcomeOf } from './outcome';

interface AnnouncerProps {
  agent: string;
  view: Pick<ConversationView, 'answer' | 'phase' | 'link' | 'messages'>;
}

/** Says to screen readers that an answer began, ended or failed. Never its words as they come. */
export function Announcer({ agent, view }: AnnouncerProps) {
  const t = useTranslations('chat');
  const [said, setSaid] = useState('');
  const { phase, link, answer, messages } = view;
  const before = useRef({ phase, link });
  useEffect(() => {
    const was = before.current;
    before.current = { phase, link };
    if (was.link !== link && link === 'offline') return setSaid(t('announce.offline'));
    if (was.link === 'offline' && link === 'online') return setSaid(t('announce.online'));
    if (was.phase === phase) return;
    if (phase === 'waiting') return setSaid(t('announce.answering', { agent }));
    if (phase !== 'idle') return;
    const last = messages.at(-1);
    const status = answer?.status ?? last?.status ?? 'completed';
    const outcome = outcomeOf(status, answer?.error?.code ?? last?.errorCode);
    if (!outcome) return setSaid(t('announce.finished', { agent }));
    if (outcome.text === 'stopped') return setSaid(t('announce.stopped'));
    setSaid(outcome.text === 'busy' ? t('outcome.busyNow') : t(`outcome.${outcome.text}`));
  }, [phase, link, answer, messages, agent, t]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said}
    </div>
  );
}
