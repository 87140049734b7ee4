'use client';

import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import type { Said } from './toast';

/** Something that can be taken back stays longer; pointing at it stops the clock. */
const ACTION_MS = 8_000;

/** Nothing said lies over where one writes. */
const ABOVE_FOOT = { bottom: 'calc(var(--foot, 0.5rem) + 0.5rem)' };

/** Shows each thing said once. */
export function ToastHost({ said }: { said: Said }) {
  useEffect(() => {
    const { text, n, action } = said;
    if (!action) toast(text, { id: n });
    else {
      const undo = { label: action.label, onClick: action.onAct };
      toast(text, { id: n, duration: ACTION_MS, action: undo });
    }
  }, [said]);
  return (
    <Toaster
      position="bottom-center"
      offset={ABOVE_FOOT}
      mobileOffset={ABOVE_FOOT}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            // A drawer over the page takes no pointer from what it is followed by: its Undo.
            'pointer-events-auto flex w-full items-center gap-3 rounded-lg bg-ink px-3.5 py-2.5 font-sans text-base text-paper shadow-float',
          content: 'min-w-0 flex-1',
          title: 'truncate',
          actionButton:
            'hit shrink-0 rounded-md px-2 py-0.5 text-base font-medium underline-offset-4 hover:underline focus-visible:outline-paper',
        },
      }}
    />
  );
}
