'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toaster';
import { Moment } from './moment';

/** A token as its list shows it. Times are Unix milliseconds. */
export interface TokenLine {
  id: string;
  name: string;
  scope: 'all' | 'read';
  createdAt: number;
  lastUsedAt: number | null;
  expiresAt: number | null;
}

interface TokenListProps {
  tokens: TokenLine[];
  now: number;
  revoke: Act<{ id: string }, null>;
}

/** The tokens that are not ended, each with what it may, when it was used and when it ends. */
export function TokenList({ tokens, now, revoke }: TokenListProps) {
  const t = useTranslations('settings.tokens');
  const failed = useTranslations('settings')('failed');
  const [asked, setAsked] = useState<TokenLine | null>(null);
  const [ending, start] = useTransition();
  const end = (token: TokenLine) =>
    start(async () => {
      const { ok } = await act(revoke, { id: token.id });
      if (ok) setAsked(null);
      notify(ok ? t('revoked') : failed);
    });
  return (
    <>
      <ul aria-label={t('list')} className="max-w-160 divide-y divide-line border-y border-line">
        {tokens.map((token) => (
          <li key={token.id} className="flex min-h-16 items-center gap-3.5 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="truncate text-base text-ink" dir="auto">
                {token.name}
              </p>
              <TokenFacts token={token} now={now} />
            </div>
            <Button
              size="sm"
              aria-label={t('revokeNamed', { name: token.name })}
              onClick={() => setAsked(token)}
            >
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={asked ? t('revokeTitle', { name: asked.name }) : ''}
        description={t('revokeText')}
        actions={
          <>
            <DialogCancel>{t('cancel')}</DialogCancel>
            <Button
              variant="danger"
              aria-disabled={ending}
              onClick={() => asked && !ending && end(asked)}
            >
              {t('revokeConfirm')}
            </Button>
          </>
        }
      />
    </>
  );
}

function TokenFacts({ token, now }: { token: TokenLine; now: number }) {
  const t = useTranslations('settings.tokens');
  const { scope, createdAt, lastUsedAt, expiresAt } = token;
  const over = expiresAt !== null && expiresAt <= now;
  return (
    <p className="text-sm text-muted">
      {t(`scopes.${scope}`)}
      {' · '}
      {lastUsedAt === null ? (
        <Moment at={createdAt} now={now}>
          {(time) => t('unused', { time })}
        </Moment>
      ) : (
        <Moment at={lastUsedAt} now={now}>
          {(time) => t('used', { time })}
        </Moment>
      )}
      {expiresAt !== null && (
        <>
          {' · '}
          <span className={over ? 'font-medium text-red' : undefined}>
            <Moment at={expiresAt} now={now}>
              {(time) => (over ? t('expired', { time }) : t('expires', { time }))}
            </Moment>
          </span>
        </>
      )}
    </p>
  );
}
