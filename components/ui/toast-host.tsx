'use client';

import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';

/** Shows each thing said once. `n` tells two equal texts apart. */
export function ToastHost({ said }: { said: { text: string; n: number } }) {
  useEffect(() => {
    toast(said.text, { id: said.n });
  }, [said]);
  return (
    <Toaster
      position="bottom-center"
      toastOptions={{
        unstyled: true,
        className:
          'flex w-full items-center gap-2 rounded-lg bg-ink px-3.5 py-2.5 font-sans text-base text-paper shadow-float',
      }}
    />
  );
}
