'use client';

import { Failure } from '@/components/chat/failure';

/** A page that could not be drawn. */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <div className="flex h-dvh">
      <Failure retry={reset} />
    </div>
  );
}
