'use client';

import { CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { LimitReached } from '@/components/usage/limit-reached';
import type { Refusal } from '@/lib/client/conversation';
import { clock, refusalText } from './outcome';
import { useNow } from './use-now';

interface RefusalLineProps {
  refusal: Refusal;
  onDismiss: () => void;
}

/** Why the message was not accepted, above the composer in which it is again. */
export function RefusalLine({ refusal, onDismiss }: RefusalLineProps) {
  const t = useTranslations('chat.refusal');
  const { limit, retryAt } = refusal;
  const now = useNow(retryAt !== undefined);
  const left = retryAt === undefined ? 0 : Math.max(0, retryAt - now);
  const text = refusalText(refusal.code);
  const busy = left > 0 ? t('busy', { time: clock(left) }) : t('busyNow');
  return (
    <div
      data-edge
      className="flex animate-rise items-center gap-2.5 rounded-lg border border-line bg-raised py-1.5 ps-3 pe-1.5 text-base text-soft shadow-float"
    >
      <CircleAlert aria-hidden className="size-4 shrink-0 stroke-[1.5] text-red" />
      <p role="alert" className="figures min-w-0 flex-1">
        {limit && <LimitReached limit={limit} left={left} />}
        {!limit && (text === 'busy' ? busy : t(text))}
      </p>
      <IconButton size="sm" label={t('dismiss')} onClick={onDismiss}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
