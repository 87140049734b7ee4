'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/components/chat/copy-button';
import { type ShareActions, type ShareItem, shareAddress } from '@/components/chat/share';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { notify } from '@/components/ui/toaster';
import type { Action, ActionResult } from '@/lib/contract/action';

interface ShareTableProps {
  shares: ShareItem[];
  revoke: ShareActions['revoke'];
  revokeAll: Action<number>;
}

/** All links one has made, in one list that can end each or all of them. */
export function ShareTable({ shares: stored, revoke, revokeAll }: ShareTableProps) {
  const t = useTranslations('keeping.data');
  const share = useTranslations('keeping.share');
  const [shares, setShares] = useState(stored);
  const [asking, setAsking] = useState(false);
  if (shares.length === 0) return <p className="text-base text-muted">{t('noShares')}</p>;

  const end = async ({ code }: ShareItem) => {
    const result = await answered(revoke(null, { code }));
    if (result?.ok) setShares((all) => all.filter((one) => one.code !== code));
    notify(share(result?.ok ? 'revoked' : 'revokeFailed'));
  };
  const endAll = async () => {
    setAsking(false);
    const result = await answered(revokeAll(null, { all: true }));
    if (result?.ok) setShares([]);
    notify(result?.ok ? t('endedAll', { count: result.data }) : share('revokeFailed'));
  };
  return (
    <div className="flex flex-col items-start gap-4">
      <Table label={t('sharesTitle')}>
        <TableHead>
          <tr>
            <TableHeader>{t('conversation')}</TableHeader>
            <TableHeader>{t('made')}</TableHeader>
            <TableHeader>{t('ends')}</TableHeader>
            <TableHeader>{t('steps')}</TableHeader>
            <TableHeader>
              <span className="sr-only">{share('revoke')}</span>
            </TableHeader>
          </tr>
        </TableHead>
        <tbody>
          {shares.map((one) => (
            <ShareRow key={one.code} share={one} onEnd={() => end(one)} />
          ))}
        </tbody>
      </Table>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t('endAll')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('endAllTitle')}
        description={t('endAllText', { count: shares.length })}
        actions={
          <>
            <DialogCancel>{t('keepLinks')}</DialogCancel>
            <Button variant="danger" onClick={() => void endAll()}>
              {t('endAllConfirm')}
            </Button>
          </>
        }
      />
    </div>
  );
}

function ShareRow({ share, onEnd }: { share: ShareItem; onEnd: () => Promise<void> }) {
  const t = useTranslations('keeping');
  const dates = useFormatter();
  const day = (time: number) => dates.dateTime(time, { dateStyle: 'medium' });
  return (
    <TableRow>
      <TableCell className="max-w-56 truncate">
        <a
          href={`/s/${share.code}`}
          target="_blank"
          rel="noopener"
          dir="auto"
          className="hover:underline"
        >
          {share.title}
        </a>
      </TableCell>
      <TableCell className="whitespace-nowrap text-soft">{day(share.createdAt)}</TableCell>
      <TableCell className="whitespace-nowrap text-soft">
        {share.expiresAt === null ? t('data.never') : day(share.expiresAt)}
      </TableCell>
      <TableCell className="text-soft">{t(share.withTrace ? 'data.yes' : 'data.no')}</TableCell>
      <TableCell>
        <span className="flex items-center justify-end gap-1">
          <CopyButton
            label={t('share.copy')}
            done={t('share.copied')}
            text={() => shareAddress(share.code)}
          />
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('share.revokeNamed', { title: share.title })}
            onClick={onEnd}
          >
            {t('share.revoke')}
          </Button>
        </span>
      </TableCell>
    </TableRow>
  );
}

/** An action's answer; null when the network swallowed it. */
async function answered<T>(outcome: Promise<ActionResult<T>>): Promise<ActionResult<T> | null> {
  try {
    return await outcome;
  } catch {
    return null; // No network: the caller says that nothing happened.
  }
}
