'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { copyText } from '@/components/chat/copy-text';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { MadeToken } from './token-form';

/** The new token, this once. */
export function TokenShown({ made, onDone }: { made: MadeToken; onDone: () => void }) {
  const t = useTranslations('settings.tokens');
  const [copied, setCopied] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section
      aria-labelledby="token-ready"
      data-edge
      className="mb-10 max-w-160 rounded-lg border border-line bg-raised p-5"
    >
      <h2
        ref={title}
        id="token-ready"
        tabIndex={-1}
        className="text-md font-semibold text-ink outline-none"
      >
        {t('ready', { name: made.name })}
      </h2>
      <p className="mb-4 text-base text-muted">{t('once')}</p>
      <Field id="token-value" label={t('value')}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              readOnly
              value={made.token}
              onFocus={(event) => event.target.select()}
              className="font-mono text-sm"
              dir="ltr"
            />
            <Button
              variant="primary"
              className="h-9"
              onClick={async () => setCopied(await copyText(made.token))}
            >
              {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
              {copied ? t('copied') : t('copy')}
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="sr-only">
        {copied && t('copied')}
      </p>
      <div className="mt-4 flex justify-end">
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </section>
  );
}
