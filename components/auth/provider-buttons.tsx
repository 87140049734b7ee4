'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { FormNotice } from './form-notice';
import { type FormAction, useFormAction } from './use-form-action';

interface ProviderButtonsProps {
  providers: { id: string; name: string }[];
  action: FormAction;
  /** Sent along: where to go afterwards, or the invitation that was opened. */
  sent: Record<string, string>;
}

/** The other ways to sign in, below the form. Nothing where none is set up. */
export function ProviderButtons({ providers, action, sent }: ProviderButtonsProps) {
  const t = useTranslations('auth');
  const { submit, pending, failure } = useFormAction(action);
  if (providers.length === 0) return null;
  return (
    <form action={submit} className="flex flex-col gap-3">
      <p className="flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      <FormNotice failure={failure} />
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          type="submit"
          name="provider"
          value={id}
          size="lg"
          className="w-full"
          aria-disabled={pending || undefined}
        >
          {t('continueWith', { provider: name })}
        </Button>
      ))}
    </form>
  );
}
