import { cn } from '@/lib/cn';

/** The running mark. Decoration: the words beside it say what runs. */
export function BreathingDot({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('mark block size-2 shrink-0 animate-breathe rounded-full bg-accent', className)}
    />
  );
}
