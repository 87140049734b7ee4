'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toaster';
import { LinkOnce } from './link-once';

/** What the server does about a person's sign-ins. */
export interface SignInActions {
  reset: Act<{ id: string }, { url: string; expiresAt: number }>;
  signOut: Act<{ id: string }, null>;
}

interface SignInSectionProps {
  id: string;
  active: boolean;
  signIns: number;
  tokens: number;
  actions: SignInActions;
}

/** How a person signs in: a link for a new password, and the end of all sign-ins. */
export function SignInSection({ id, active, signIns, tokens, actions }: SignInSectionProps) {
  const t = useTranslations('people.person.signIn');
  const [link, setLink] = useState<{ url: string; expiresAt: number } | null>(null);
  const [busy, start] = useTransition();
  const makeLink = () =>
    start(async () => {
      const outcome = await act(actions.reset, { id });
      if (outcome.ok) setLink(outcome.data);
      else notify(t('failed'));
    });
  const signOut = () =>
    start(async () => {
      const outcome = await act(actions.signOut, { id });
      notify(t(outcome.ok ? 'signedOut' : 'failed'));
    });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-soft">{t('figures', { signIns, tokens })}</p>
      {link && <LinkOnce {...link} />}
      <div className="flex flex-wrap gap-2">
        <Button onClick={makeLink} disabled={!active} aria-disabled={busy}>
          {t('reset')}
        </Button>
        <Button onClick={signOut} disabled={signIns === 0} aria-disabled={busy}>
          {t('signOut')}
        </Button>
      </div>
    </div>
  );
}
