'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { cn } from '@/lib/cn';
import type { Address } from '@/lib/contract/address';

interface AddressDialogProps {
  title: string;
  address: Address;
  onClose: () => void;
}

/** Shows the whole of an address before it is opened. */
export function AddressDialog({ title, address, onClose }: AddressDialogProps) {
  const t = useTranslations('chat.web');
  const common = useTranslations('common');
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      {...(address.host ? { description: t('linkText', { host: address.host }) } : {})}
      actions={
        <>
          <DialogCancel>{common('cancel')}</DialogCancel>
          <a
            href={address.href}
            target="_blank"
            rel="noopener noreferrer"
            onClick={onClose}
            className={cn(buttonClass({ variant: 'primary' }))}
          >
            {t('open')}
            <ExternalLink aria-hidden />
          </a>
        </>
      }
    >
      <p
        dir="ltr"
        className="max-h-40 overflow-y-auto rounded-md bg-tint px-3 py-2 font-mono text-sm text-ink wrap-anywhere"
      >
        {address.href}
      </p>
      {address.lookAlike && (
        <div className="pt-3">
          <Notice tone="warning">{t('lookAlike')}</Notice>
        </div>
      )}
    </Dialog>
  );
}
