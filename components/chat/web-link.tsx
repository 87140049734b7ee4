'use client';

import { useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { targetOf } from '@/lib/contract/address';

const AddressDialog = lazy(async () => ({
  default: (await import('./address-dialog')).AddressDialog,
}));

interface WebLinkProps {
  href: string | undefined;
  children: ReactNode;
}

/**
 * A link of an answer. One that leads out carries no address the browser could
 * fetch ahead or open by accident: a click shows the whole of it and asks.
 */
export function WebLink({ href, children }: WebLinkProps) {
  const t = useTranslations('chat.web');
  const [asking, setAsking] = useState(false);
  const target = targetOf(href);
  if (target.kind === 'none') return <span>{children}</span>;
  if (target.kind === 'inside') {
    return <a href={href?.startsWith('#') ? href : target.href}>{children}</a>;
  }
  return (
    <>
      <button
        type="button"
        data-link
        aria-haspopup="dialog"
        data-tip={target.address.host || target.address.href}
        onClick={() => setAsking(true)}
      >
        {children}
      </button>
      {asking && (
        <Suspense>
          <AddressDialog
            title={t('linkTitle')}
            address={target.address}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
