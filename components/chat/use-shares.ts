'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { notify } from '@/components/ui/toaster';
import type { ShareActions, ShareItem } from './share';

/** The links to a conversation, read from the server when this is first drawn. */
export function useShares(sessionId: string, actions: Pick<ShareActions, 'list' | 'revoke'>) {
  const t = useTranslations('keeping.share');
  const [shares, setShares] = useState<ShareItem[]>([]);
  const [allowed, setAllowed] = useState(true);
  const { list } = actions;
  useEffect(() => {
    let current = true;
    const read = async () => {
      const result = await list(null, { id: sessionId });
      if (!current || !result.ok) return;
      setShares(result.data.shares);
      setAllowed(result.data.allowed);
    };
    read().catch(() => undefined); // No network: making a link will say so.
    return () => {
      current = false;
    };
  }, [sessionId, list]);
  const end = async (share: ShareItem) => {
    const ended = await actions.revoke(null, { code: share.code }).then(
      ({ ok }) => ok,
      () => false, // No network.
    );
    if (ended) setShares((all) => all.filter((one) => one.code !== share.code));
    notify(t(ended ? 'revoked' : 'revokeFailed'));
  };
  const add = (share: ShareItem) => setShares((all) => [share, ...all]);
  return { shares, allowed, add, end };
}
