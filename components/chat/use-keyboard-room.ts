'use client';

import { useEffect } from 'react';

/**
 * Sets `--covered` to how much of the window's foot a keyboard lies over. Most browsers shrink the
 * page instead (`interactive-widget`); on an iPhone it would stand on top of the composer.
 */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const { style } = document.documentElement;
    const fit = () => {
      // Enlarged with two fingers less is seen, too, and nothing is covered.
      const covered = seen.scale > 1 ? 0 : Math.max(0, window.innerHeight - seen.height);
      style.setProperty('--covered', `${Math.round(covered)}px`);
      if (covered > 0 && seen.offsetTop > 0) window.scrollTo(0, 0);
    };
    seen.addEventListener('resize', fit);
    return () => {
      seen.removeEventListener('resize', fit);
      style.removeProperty('--covered');
    };
  }, []);
}
