'use client';

import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { targetOf } from '@/lib/contract/address';

const AddressDialog = lazy(async () => ({
  default: (await import('./address-dialog')).AddressDialog,
}));

interface BlockedImageProps {
  src: string | undefined;
  alt: string | undefined;
}

/** Stands for an image on another host: says where it is, loads nothing, opens when asked. */
export function BlockedImage({ src, alt }: BlockedImageProps) {
  const t = useTranslations('chat.web');
  const [asking, setAsking] = useState(false);
  const target = targetOf(src);
  const address = target.kind === 'outside' ? target.address : null;
  return (
    <span
      data-edge
      className="my-1 inline-flex max-w-full items-center gap-2.5 rounded-lg border border-line bg-side py-1.5 ps-3 pe-1.5 align-middle text-base"
    >
      <ImageOff aria-hidden className="size-4 shrink-0 stroke-[1.5] text-faint" />
      <span className="min-w-0">
        {alt && (
          <bdi className="block truncate text-ink" title={alt}>
            {alt}
          </bdi>
        )}
        <span className="block truncate text-sm text-muted">
          {address?.host ? t('image', { host: address.host }) : t('imageBlocked')}
        </span>
      </span>
      {address && (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => setAsking(true)}
          className="hit h-7 shrink-0 rounded-md px-2 text-sm font-medium text-accent hover:bg-tint"
        >
          {t('imageOpen')}
        </button>
      )}
      {asking && address && (
        <Suspense>
          <AddressDialog
            title={t('imageTitle')}
            address={address}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </span>
  );
}
