'use client';

import { Check, Copy } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** An invitation that was just made. */
export interface MadeInvite {
  url: string;
  /** Unix milliseconds. */
  expiresAt: number;
}

interface InviteLinkProps {
  invite: MadeInvite;
  onAnother: () => void;
}

/** The link, this once. */
export function InviteLink({ invite, onAnother }: InviteLinkProps) {
  const t = useTranslations('admin.invite');
  const format = useFormatter();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(invite.url);
      setCopied(true);
    } catch {
      setCopied(false); // Not allowed here: the link is selected, ready to be copied by hand.
    }
  };
  const until = format.dateTime(new Date(invite.expiresAt), {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return (
    <div className="max-w-160 rounded-lg border border-line bg-raised p-5">
      <h2 className="text-md font-semibold text-ink">{t('ready')}</h2>
      <p className="mb-4 text-base text-muted">{t('once')}</p>
      <Field id="invite-link" label={t('link')} help={t('until', { date: until })}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              ref={field}
              readOnly
              value={invite.url}
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
      <Button variant="ghost" onClick={onAnother} className="mt-4 -ml-3">
        {t('another')}
      </Button>
    </div>
  );
}
