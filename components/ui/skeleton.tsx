import { cn } from '@/lib/cn';

/** The shape of what is coming. Hidden from readers: say "Loading" beside it once. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('block animate-sheen rounded-sm bg-tint forced-colors:border', className)}
    />
  );
}
