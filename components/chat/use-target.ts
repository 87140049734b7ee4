'use client';

import { useEffect } from 'react';

/** Brings the message that a link led to into sight, and the focus with it. */
export function useTarget(messageId: string | null): void {
  useEffect(() => {
    if (messageId === null) return;
    const turn = document.getElementById(`m-${messageId}`);
    turn?.scrollIntoView({ block: 'center' });
    turn?.focus({ preventScroll: true });
  }, [messageId]);
}
