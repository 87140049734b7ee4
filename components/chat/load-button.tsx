'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';

interface LoadButtonProps {
  load: () => Promise<void>;
  children: ReactNode;
}

/** Asks for more messages, once at a time. */
export function LoadButton({ load, children }: LoadButtonProps) {
  const [loading, setLoading] = useState(false);
  return (
    <Button
      size="sm"
      variant="ghost"
      disabled={loading}
      onClick={async () => {
        setLoading(true);
        await load().finally(() => setLoading(false));
      }}
    >
      {children}
    </Button>
  );
}
