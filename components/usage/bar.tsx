import { cn } from '@/lib/cn';
import { LOW_SHARE, type Standing, shareLeft } from '@/lib/contract/budget';

/** How much of a limit is left, as a thin line. The figure stands beside it. */
export function Bar({ standing, className }: { standing: Standing; className?: string }) {
  const share = shareLeft(standing);
  return (
    <span
      aria-hidden
      className={cn('inline-block h-1 overflow-hidden rounded-full bg-press', className)}
    >
      <span
        className={cn(
          'block h-full rounded-full',
          share === 0 && 'bg-red',
          share > 0 && share < LOW_SHARE && 'bg-amber',
          share >= LOW_SHARE && 'bg-control',
        )}
        style={{ inlineSize: `${Math.max(share === 0 ? 0 : 4, share * 100)}%` }}
      />
    </span>
  );
}
