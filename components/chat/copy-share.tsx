'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import type { Action } from '@/lib/contract/action';

interface CopyShareProps {
  code: string;
  /** Null: nobody is signed in. */
  copy: Action<{ id: string }> | null;
  /** Where signing in leads back from. */
  signIn: string;
}

/** Makes the shared conversation one's own, and goes there. */
export function CopyShare({ code, copy, signIn }: CopyShareProps) {
  const t = useTranslations('keeping.shared');
  const router = useRouter();
  const [busy, start] = useTransition();
  const [failure, setFailure] = useState<'copyFailed' | 'noAgent' | null>(null);
  if (!copy) {
    return (
      <a href={signIn} className={buttonClass()}>
        {t('signIn')}
      </a>
    );
  }
  const run = () =>
    start(async () => {
      setFailure(null);
      try {
        const result = await copy(null, { code });
        if (result.ok) router.push(`/c/${result.data.id}`);
        else setFailure(result.code === 'agent_not_found' ? 'noAgent' : 'copyFailed');
      } catch {
        setFailure('copyFailed'); // No network: nothing was copied.
      }
    });
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button onClick={run} disabled={busy}>
        {busy ? t('copying') : t('copy')}
      </Button>
      {failure && (
        <p role="alert" className="max-w-64 text-sm text-red">
          {t(failure)}
        </p>
      )}
    </div>
  );
}
