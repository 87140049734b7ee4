'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { LinkField } from './link-field';

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
  const until = format.dateTime(new Date(invite.expiresAt), {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return (
    <div className="max-w-160 rounded-lg border border-line bg-raised p-5">
      <h2 className="text-md font-semibold text-ink">{t('ready')}</h2>
      <p className="mb-4 text-base text-muted">{t('once')}</p>
      <LinkField
        id="invite-link"
        url={invite.url}
        label={t('link')}
        help={t('until', { date: until })}
        copy={t('copy')}
        copied={t('copied')}
      />
      <Button variant="ghost" onClick={onAnother} className="mt-4 -ms-3">
        {t('another')}
      </Button>
    </div>
  );
}
