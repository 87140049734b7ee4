'use client';

import {
  ArrowRight,
  Ban,
  CircleAlert,
  CircleStop,
  type LucideIcon,
  RotateCw,
  Unplug,
} from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import { clock, type Outcome, type OutcomeText } from './outcome';
import { useNow } from './use-now';

interface OutcomeLineProps {
  outcome: Outcome;
  /** Unix milliseconds at which trying again makes sense. */
  retryAt?: number | undefined;
  /** Answers again. Absent where that is not possible, as under an older turn. */
  onRetry?: (() => void) | undefined;
  /** Goes on from where the answer ended. Absent where nothing was said, or it is not stored yet. */
  onGoOn?: (() => void) | undefined;
}

const LOOK: Partial<Record<OutcomeText, { icon: LucideIcon; quiet: boolean }>> = {
  stopped: { icon: CircleStop, quiet: true },
  cutOff: { icon: Unplug, quiet: true },
  shortened: { icon: Unplug, quiet: true },
  paused: { icon: Ban, quiet: false },
};

/** Ends after which an agent can take up its answer again. */
const GOES_ON: ReadonlySet<OutcomeText> = new Set([
  'stopped',
  'cutOff',
  'failed',
  'unreachable',
  'slow',
  'shortened',
  'steps',
  'tooLarge',
]);

/** How an answer ended, when it did not end well, and what can be done. */
export function OutcomeLine({ outcome, retryAt, onRetry, onGoOn }: OutcomeLineProps) {
  const t = useTranslations('chat.outcome');
  const now = useNow(retryAt !== undefined);
  const left = retryAt === undefined ? 0 : Math.max(0, retryAt - now);
  const { text, offer } = outcome;
  const { icon: Icon, quiet } = LOOK[text] ?? { icon: CircleAlert, quiet: false };
  const busy = left > 0 ? t('busy', { time: clock(left) }) : t('busyNow');
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5 py-1 text-base">
      <span className="inline-flex items-center gap-2 text-muted">
        <Icon
          aria-hidden
          className={cn('size-4 shrink-0 stroke-[1.5]', quiet ? 'text-faint' : 'text-red')}
        />
        <span className="figures">{text === 'busy' ? busy : t(text)}</span>
      </span>
      {/* On a narrow page both come below the words, side by side. */}
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 empty:hidden">
        {onGoOn && GOES_ON.has(text) && (
          <Button size="sm" onClick={onGoOn}>
            <ArrowRight aria-hidden className="rtl:-scale-x-100" />
            {t('goOn')}
          </Button>
        )}
        {offer === 'retry' && onRetry && (
          <Button
            size="sm"
            variant={onGoOn && GOES_ON.has(text) ? 'ghost' : 'secondary'}
            onClick={onRetry}
            disabled={left > 0}
          >
            <RotateCw aria-hidden />
            {t('retry')}
          </Button>
        )}
      </span>
      {offer === 'chooseAgent' && (
        <Link href="/" prefetch={false} className={buttonClass({ size: 'sm' })}>
          {t('chooseAgent')}
        </Link>
      )}
    </div>
  );
}
