'use client';

import { createContext, type ReactNode, use } from 'react';

const BrandLogo = createContext('');

/** Tells every page's mark which image stands for the instance: an address, empty for our own. */
export function BrandProvider({ logo, children }: { logo: string; children: ReactNode }) {
  return <BrandLogo value={logo}>{children}</BrandLogo>;
}

/** The instance's mark: its logo, or three threads. The name stands beside it. */
export function BrandMark() {
  const logo = use(BrandLogo);
  if (logo !== '') {
    // biome-ignore lint/performance/noImgElement: a small image of our own route, already the size it is shown at.
    return <img src={logo} alt="" className="size-5 shrink-0 rounded-sm object-contain" />;
  }
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="size-4 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
    >
      <path d="M14 2.5c-6.5 0-5.5 5.5-12 5.5" />
      <path d="M14 8c-6.5 0-5.5 5.5-12 5.5" opacity="0.55" />
    </svg>
  );
}
