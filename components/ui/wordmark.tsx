import type { ReactNode } from 'react';
import { BrandMark } from './brand';

/** The instance's name beside its mark. */
export function Wordmark({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2 text-base font-semibold tracking-[-0.01em] text-ink">
      <BrandMark />
      <span className="truncate">{children}</span>
    </span>
  );
}
