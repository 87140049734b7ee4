'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFrame } from '@/components/chat/frame-context';
import { tried } from '@/components/chat/tried';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { notify } from '@/components/ui/toaster';
import type { TrashActions } from './trash';
import { useFigures } from './use-figures';

interface DeleteAllDialogProps {
  count: TrashActions['count'];
  days: number;
  onClose: () => void;
}

/** Says how many conversations go to the trash, and then that they went, with Undo. */
export function DeleteAllDialog({ count, days, onClose }: DeleteAllDialogProps) {
  const t = useTranslations('history');
  const router = useRouter();
  const { actions, reload } = useFrame();
  const [deleting, setDeleting] = useState(false);
  const figures = useFigures(count, null);
  const kept = figures === null || figures === 'failed' ? null : figures.kept;

  async function undo(deletedAt: number) {
    const back = await tried(actions.restore(null, { deletedAt }));
    notify(back.ok ? t('done.restored', { count: back.data.count }) : t('failed.restore'));
    await reload();
    router.refresh();
  }

  async function deleteAll() {
    setDeleting(true);
    const gone = await tried(actions.remove(null, { ids: null }));
    if (gone.ok) {
      const { deletedAt } = gone.data;
      const undoIt = { label: t('undo'), onAct: () => void undo(deletedAt) };
      notify(t('done.deletedAll', { count: gone.data.count }), undoIt);
      await reload();
    } else notify(t('failed.deleteAll'));
    router.refresh();
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('deleteAll.title')}
      description={t('deleteAll.text', { days })}
      actions={
        <>
          <DialogCancel>{t('deleteAll.cancel')}</DialogCancel>
          <Button
            variant="danger"
            disabled={deleting || kept === null || kept === 0}
            onClick={() => void deleteAll()}
          >
            {t('deleteAll.confirm')}
          </Button>
        </>
      }
    >
      <div aria-live="polite" className="min-h-5 text-base text-ink">
        {figures === null && <Skeleton className="h-5 w-56" />}
        {figures === 'failed' && t('erase.uncounted')}
        {kept !== null && t('deleteAll.figures', { count: kept })}
      </div>
    </Dialog>
  );
}
