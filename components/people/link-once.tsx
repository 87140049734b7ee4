'use client';

import { Check, Copy } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** A link that is shown this once, to be copied and passed on. */
export function LinkOnce({ url, expiresAt }: { url: string; expiresAt: number }) {
  const t = useTranslations('people.link');
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      setCopied(false); // Not allowed here: the link is selected, ready to be copied by hand.
    }
  };
  const until = format.dateTime(new Date(expiresAt), { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className="rounded-lg border border-line bg-raised p-4">
      <Field id="link-once" label={t('label')} help={t('help', { date: until })}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              ref={field}
              readOnly
              value={url}
              onFocus={(event) => event.target.select()}
              className="font-mono text-sm"
            />
            <Button variant="primary" onClick={copy} className="h-9">
              {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
              {copied ? t('copied') : t('copy')}
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="sr-only">
        {copied && t('copied')}
      </p>
    </div>
  );
}
