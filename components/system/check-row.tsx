'use client';

import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BreathingDot } from '@/components/ui/breathing-dot';
import { cn } from '@/lib/cn';

/** How a check stands: before it was made, while it is, and what it found. */
export type CheckState = 'idle' | 'running' | 'good' | 'odd' | 'bad';

const MARK = {
  idle: { icon: CircleDashed, colour: 'text-faint' },
  good: { icon: CircleCheck, colour: 'text-green' },
  odd: { icon: TriangleAlert, colour: 'text-amber' },
  bad: { icon: CircleAlert, colour: 'text-red' },
} as const;

interface CheckRowProps {
  title: string;
  state: CheckState;
  /** What was found, or what will be looked at. */
  text: ReactNode;
  /** What to do about it. */
  advice?: ReactNode;
}

/** One check: its state in sign and word, what was found, what helps. */
export function CheckRow({ title, state, text, advice }: CheckRowProps) {
  const t = useTranslations('system.check.states');
  return (
    <li className="flex items-start gap-3 border-b border-line py-3 last:border-b-0">
      <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center">
        {state === 'running' ? <BreathingDot /> : <Sign state={state} />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-base text-ink">
          <span className="font-medium">{title}</span>
          <span className="ms-2.5 text-muted">{t(state)}</span>
        </p>
        <p className="text-base text-muted">{text}</p>
        {advice && <div className="mt-2 text-base text-soft">{advice}</div>}
      </div>
    </li>
  );
}

function Sign({ state }: { state: keyof typeof MARK }) {
  const { icon: Icon, colour } = MARK[state];
  return <Icon aria-hidden className={cn('size-4 stroke-[1.5]', colour)} />;
}
