'use client';

import { ChevronRight, Layers } from 'lucide-react';
import { memo } from 'react';
import { cn } from '@/lib/cn';
import type { ToolPart } from '@/lib/contract/message';
import { FOLD_FROM } from '@/lib/contract/steps';
import { foldFacts } from '@/lib/contract/trace-words';
import { StepRow } from './step-row';
import { useChoice } from './use-choice';
import { useTraceWords } from './use-trace-words';

interface StepsBlockProps {
  steps: ToolPart[];
  since: number | null;
}

/** Steps that follow each other on one thread. Many fold into a line; what failed or runs stays. */
export const StepsBlock = memo(
  function StepsBlock({ steps, since }: StepsBlockProps) {
    const [first] = steps;
    const [choice, setOpen] = useChoice(`${first?.toolCallId}.${first?.startedAtMs}.all`);
    const open = choice ?? false;
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
  const { used, failed } = foldFacts(steps, useTraceWords());
  return (
    <li className="thread group/step relative">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex h-7 w-full items-center gap-2 rounded-md text-start text-base text-soft hover:text-ink pointer-coarse:h-11"
      >
        <span className="relative z-1 flex h-[1.125rem] w-5 shrink-0 items-center justify-center bg-paper">
          <Layers aria-hidden className="size-4 stroke-[1.5] text-faint" />
        </span>
        <span className="figures">{used}</span>
        {failed && <span className="text-xs font-medium text-red">{failed}</span>}
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
