import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** The way back to the list a page belongs to. */
export function BackTo({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="mb-3 inline-flex h-7 items-center gap-1 text-sm text-muted hover:text-ink pointer-coarse:h-11"
    >
      <ChevronLeft aria-hidden className="size-4 stroke-[1.5] rtl:-scale-x-100" />
      {children}
    </Link>
  );
}
