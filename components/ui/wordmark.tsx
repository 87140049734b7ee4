import type { ReactNode } from 'react';

/** The product's name beside its mark: three threads. */
export function Wordmark({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-[-0.01em] text-ink">
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-4 text-accent"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      >
        <path d="M14 2.5c-6.5 0-5.5 5.5-12 5.5" />
        <path d="M14 8c-6.5 0-5.5 5.5-12 5.5" opacity="0.55" />
      </svg>
      {children}
    </span>
  );
}
