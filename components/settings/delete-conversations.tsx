'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { notify } from '@/components/ui/toaster';

/** What was moved to the trash, and when: that moment undoes it. */
interface Trashed {
  count: number;
  deletedAt: number;
}

interface DeleteConversationsProps {
  count: number;
  remove: Act<{ all: true }, Trashed>;
  restore: Act<{ deletedAt: number }, number>;
}

/** All conversations to the trash, asked first, and back again. */
export function DeleteConversations({ count, remove, restore }: DeleteConversationsProps) {
  const t = useTranslations('settings.data');
  const failed = useTranslations('settings')('failed');
  const [open, setOpen] = useState(false);
  const [trashed, setTrashed] = useState<Trashed | null>(null);
  const [busy, start] = useTransition();
  const moveAll = () =>
    start(async () => {
      const outcome = await act(remove, { all: true });
      setOpen(false);
      if (outcome.ok) setTrashed(outcome.data);
      else notify(failed);
    });
  const undo = ({ deletedAt }: Trashed) =>
    start(async () => {
      const outcome = await act(restore, { deletedAt });
      if (outcome.ok) setTrashed(null);
      notify(outcome.ok ? t('restored', { count: outcome.data }) : failed);
    });
  return (
    <>
      <div role="status">
        {trashed && (
          <Notice
            tone="success"
            action={
              <Button size="sm" aria-disabled={busy} onClick={() => !busy && undo(trashed)}>
                {t('undo')}
              </Button>
            }
          >
            {t('trashed', { count: trashed.count })}
          </Notice>
        )}
      </div>
      {count > 0 && (
        <Button variant="danger" className="self-start" onClick={() => setOpen(true)}>
          {t('deleteAll')}
        </Button>
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteAllTitle')}
        description={t('deleteAllQuestion')}
        actions={
          <>
            <DialogCancel>{t('keep')}</DialogCancel>
            <Button variant="danger" aria-disabled={busy} onClick={() => !busy && moveAll()}>
              {t('deleteAllConfirm', { count })}
            </Button>
          </>
        }
      />
    </>
  );
}
