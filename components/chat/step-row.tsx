'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { cn } from '@/lib/cn';
import type { ToolPart } from '@/lib/contract/message';
import { type StepFacts, stepFacts } from '@/lib/contract/trace-words';
import { StepGlyph } from './step-glyph';
import { useChoice } from './use-choice';
import { useNow } from './use-now';
import { useTraceWords } from './use-trace-words';

const loadPanel = async () => ({ default: (await import('./step-panel')).StepPanel });
const StepPanel = lazy(loadPanel);

interface StepRowProps {
  step: ToolPart;
  /** Unix milliseconds at which its run began; null when that is not known. */
  since: number | null;
}

/** One tool call: a quiet line that opens to what went in and what came out. */
export const StepRow = memo(function StepRow({ step, since }: StepRowProps) {
  const words = useTraceWords();
  const facts = useMemo(() => stepFacts(step, words), [step, words]);
  const [choice, setChoice] = useChoice(`${step.toolCallId}.${step.startedAtMs}`);
  // Where only names may be seen, the server sends neither.
  const shown = step.args !== null || (step.result ?? null) !== null;
  const open = shown && (choice ?? step.state === 'failed');
  const line = (
    <>
      <span className="relative z-1 flex h-[1.125rem] w-5 shrink-0 items-center justify-center bg-paper">
        <StepGlyph step={step} />
      </span>
      <bdi
        className={cn(
          'shrink-0 text-soft transition-colors group-hover/step:text-ink',
          step.state === 'running' && 'text-ink',
        )}
      >
        {facts.name}
      </bdi>
      <bdi className="min-w-0 truncate text-muted">{facts.argument}</bdi>
      {shown && (
        <ChevronRight
          aria-hidden
          className={cn(
            'size-3.5 shrink-0 stroke-[1.5] text-faint transition-[transform,opacity]',
            open
              ? 'rotate-90'
              : 'group-focus-within/step:opacity-100 group-hover/step:opacity-100 rtl:rotate-180 pointer-fine:opacity-0',
          )}
        />
      )}
      <StepFigures step={step} since={since} facts={facts} />
    </>
  );
  const look =
    'flex h-7 w-full min-w-0 items-center gap-2 text-start text-base pointer-coarse:h-11';
  return (
    <li className="thread group/step relative animate-appear" data-state={step.state}>
      {shown ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setChoice(!open)}
          onPointerEnter={() => void loadPanel()}
          className={cn(look, 'rounded-md')}
        >
          {line}
        </button>
      ) : (
        <div className={look}>{line}</div>
      )}
      {open && (
        <div className="py-1 ps-7">
          <Suspense fallback={<Skeleton className="h-24 w-full rounded-lg" />}>
            <StepPanel step={step} />
          </Suspense>
        </div>
      )}
    </li>
  );
});

function StepFigures({ step, since, facts }: StepRowProps & { facts: StepFacts }) {
  if (step.state === 'running') return <Elapsed step={step} since={since} />;
  const failed = step.state === 'failed';
  return (
    <span className="figures ms-auto flex shrink-0 items-center gap-2 text-xs text-muted">
      {facts.state && <span className={cn(failed && 'font-medium text-red')}>{facts.state}</span>}
      {facts.figures && <span>{facts.figures}</span>}
    </span>
  );
}

/** Seconds that count up. Those of the last steps only, so the clock is paid for once. */
function Elapsed({ step, since }: StepRowProps) {
  const t = useTranslations('chat.trace');
  const { duration } = useTraceWords();
  const now = useNow(true);
  const [seen] = useState(now);
  const from = since === null ? seen : since + (step.startedAtMs ?? 0);
  const passed = Math.max(0, now - from);
  return (
    <span className="figures ms-auto shrink-0 text-xs text-muted">
      <span className="sr-only">{t('running')}</span>
      {passed >= 1000 && duration(Math.floor(passed / 1000) * 1000)}
    </span>
  );
}
