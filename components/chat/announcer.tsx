'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef } from 'react';
import type { ConversationView } from '@/lib/client/conversation';
import type { Answer } from '@/lib/contract/message';
import { createLiveRegion, type LiveRegion } from './live-region';
import { outcomeOf } from './outcome';
import { spokenSince } from './spoken';

interface AnnouncerProps {
  agent: string;
  view: Pick<ConversationView, 'answer' | 'phase' | 'link' | 'messages'>;
}

/** Sentences come together, so that a reader is not interrupted by each. */
const BATCH_MS = 2_500;

/**
 * Says to screen readers that an answer began, its sentences as they are finished, and how it
 * ended. Never tokens: the answer itself is no live region.
 */
export function Announcer({ agent, view }: AnnouncerProps) {
  const t = useTranslations('chat');
  const { place, say } = useLiveRegion();
  const { phase, link, answer, messages } = view;
  const before = useRef({ phase, link });
  const rest = useSentences(view, say);
  useEffect(() => {
    const was = before.current;
    before.current = { phase, link };
    if (was.link !== link && link === 'offline') return say(t('announce.offline'));
    if (was.link === 'offline' && link === 'online') return say(t('announce.online'));
    if (was.phase === phase) return;
    if (phase === 'waiting') return say(t('announce.answering', { agent }));
    if (phase !== 'idle') return;
    const last = messages.at(-1);
    const status = answer?.status ?? last?.status ?? 'completed';
    const outcome = outcomeOf(status, answer?.error?.code ?? last?.errorCode);
    const end = (words: string) => say(`${rest()} ${words}`.trim());
    if (!outcome) return end(t('announce.finished', { agent }));
    if (outcome.text === 'stopped') return end(t('announce.stopped'));
    end(outcome.text === 'busy' ? t('outcome.busyNow') : t(`outcome.${outcome.text}`));
  }, [phase, link, answer, messages, agent, t, rest, say]);
  return <div ref={place} className="sr-only" />;
}

function useLiveRegion() {
  const place = useRef<HTMLDivElement>(null);
  const region = useRef<LiveRegion>(null);
  useEffect(() => {
    if (!place.current) return;
    const made = createLiveRegion(place.current);
    region.current = made;
    return () => made.remove();
  }, []);
  const say = useCallback((words: string) => region.current?.say(words), []);
  return { place, say };
}

/** Says the sentences that have ended, every `BATCH_MS`; returns what takes those not yet said. */
function useSentences({ answer, phase }: AnnouncerProps['view'], say: (words: string) => void) {
  const codeWord = useTranslations('chat')('announce.code');
  const end = useRef(0);
  const latest = useRef<Answer | null>(null);
  useEffect(() => {
    const begins = phase === 'sending' || phase === 'waiting';
    if (begins) end.current = 0;
    if (begins) latest.current = null;
    else if (answer) latest.current = answer;
  }, [answer, phase]);
  const take = useCallback(
    (whole: boolean) => {
      const parts = latest.current?.parts ?? [];
      const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
      const spoken = spokenSince(text, end.current, { whole, codeWord });
      end.current = spoken.end;
      return spoken.words;
    },
    [codeWord],
  );
  useEffect(() => {
    if (phase !== 'answering') return;
    const timer = setInterval(() => {
      const words = take(false);
      if (words) say(words);
    }, BATCH_MS);
    return () => clearInterval(timer);
  }, [phase, take, say]);
  return useCallback(() => take(true), [take]);
}
