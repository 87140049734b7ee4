'use client';

import { useEffect, useState } from 'react';

/** Whole seconds until a moment (Unix milliseconds), counting down; 0 when it is past or absent. */
export function useSecondsUntil(moment: number | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (moment === undefined) return setSeconds(0);
    const count = () => setSeconds(Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return seconds;
}
