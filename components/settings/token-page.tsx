'use client';

import { KeyRound, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { type MadeToken, TokenForm, type TokenInput } from './token-form';
import { type TokenLine, TokenList } from './token-list';
import { TokenShown } from './token-shown';

interface TokenPageProps {
  tokens: TokenLine[];
  now: number;
  make: Act<TokenInput, MadeToken>;
  revoke: Act<{ id: string }, null>;
}

/** Personal API tokens: make one, see it once, end it. */
export function TokenPage({ tokens, now, make, revoke }: TokenPageProps) {
  const t = useTranslations('settings.tokens');
  const [step, setStep] = useState<'list' | 'form' | MadeToken>('list');
  const create = (
    <Button variant="primary" onClick={() => setStep('form')}>
      <Plus aria-hidden />
      {t('new')}
    </Button>
  );
  const started = tokens.length > 0 || step !== 'list';
  return (
    <div className="max-w-160">
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={started && step === 'list' && create}
      />
      {step === 'form' && (
        <TokenForm make={make} onMade={setStep} onCancel={() => setStep('list')} />
      )}
      {typeof step === 'object' && <TokenShown made={step} onDone={() => setStep('list')} />}
      {tokens.length > 0 && <TokenList tokens={tokens} now={now} revoke={revoke} />}
      {!started && (
        <EmptyState icon={<KeyRound />} title={t('empty')} action={create}>
          {t('emptyText')}
        </EmptyState>
      )}
    </div>
  );
}
