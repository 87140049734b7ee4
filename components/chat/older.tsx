'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

/** Asks for earlier messages; the place where one reads stays where it is. */
export function Older({ load }: { load: () => Promise<void> }) {
  const t = useTranslations('chat.turn');
  const [loading, setLoading] = useState(false);
  return (
    <div className="flex justify-center">
      <Button
        size="sm"
        variant="ghost"
        disabled={loading}
        onClick={async () => {
          setLoading(true);
          await load().finally(() => setLoading(false));
        }}
      >
        {t('older')}
      </Button>
    </div>
  );
}
