'use client';

import { ChevronRight, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import { cn } from '@/lib/cn';
import type { ToolPart } from '@/lib/contract/message';
import { StepRow } from './step-row';
import { FOLD_FROM, spanOf } from './steps';
import { useFigures } from './use-figures';

interface StepsBlockProps {
  steps: ToolPart[];
  since: number | null;
}

/** Steps that follow each other on one thread. Many fold into a line; what failed or runs stays. */
export const StepsBlock = memo(
  function StepsBlock({ steps, since }: StepsBlockProps) {
    const [open, setOpen] = useState(false);
    const folds = steps.length >= FOLD_FROM;
    const shown = folds && !open ? steps.filter(isPressing) : steps;
    return (
      <ul className="my-2 first:mt-0">
        {folds && <FoldLine steps={steps} open={open} onToggle={() => setOpen(!open)} />}
        {shown.map((step) => (
          <StepRow key={step.toolCallId} step={step} since={since} />
        ))}
      </ul>
    );
  },
  (before, after) =>
    before.since === after.since &&
    before.steps.length === after.steps.length &&
    before.steps.every((step, index) => step === after.steps[index]),
);

function isPressing(step: ToolPart): boolean {
  return step.state === 'failed' || step.state === 'running';
}

interface FoldLineProps {
  steps: ToolPart[];
  open: boolean;
  onToggle: () => void;
}

function FoldLine({ steps, open, onToggle }: FoldLineProps) {
  const t = useTranslations('chat.trace');
  const { duration } = useFigures();
  const running = steps.some((step) => step.state === 'running');
  const failed = steps.filter((step) => step.state === 'failed').length;
  const span = running ? null : spanOf(steps);
  const facts = [
    running ? t('using') : t('used', { count: steps.length }),
    ...(span === null ? [] : [duration(span)]),
  ];
  return (
    <li className="thread group/step relative">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="hit flex h-7 w-full items-center gap-2 rounded-md text-start text-base text-soft hover:text-ink"
      >
        <span className="relative z-1 flex h-[1.125rem] w-5 shrink-0 items-center justify-center bg-paper">
          <Layers aria-hidden className="size-4 stroke-[1.5] text-faint" />
        </span>
        <span className="figures">{facts.join(' · ')}</span>
        {failed > 0 && (
          <span className="text-xs font-medium text-red">
            {t('failedCount', { count: failed })}
          </span>
        )}
        <ChevronRight
          aria-hidden
          className={cn(
            'size-3.5 shrink-0 stroke-[1.5] text-faint transition-transform',
            open ? 'rotate-90' : 'rtl:rotate-180',
          )}
        />
      </button>
    </li>
  );
}
