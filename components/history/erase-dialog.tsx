'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { tried } from '@/components/chat/tried';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { notify } from '@/components/ui/toaster';
import type { TrashActions } from './trash';
import { useFigures } from './use-figures';

interface EraseDialogProps {
  /** Null: the whole trash. */
  item: { id: string; title: string } | null;
  trash: Pick<TrashActions, 'count' | 'erase'>;
  onClose: () => void;
  /** Where to go when it is gone; nowhere by default. */
  next?: string;
}

/** Asks, in figures, before something in the trash is gone for good. */
export function EraseDialog({ item, trash, onClose, next }: EraseDialogProps) {
  const t = useTranslations('history');
  const router = useRouter();
  const [erasing, setErasing] = useState(false);
  const figures = useFigures(trash.count, item?.id ?? null);
  const isKnown = figures !== null && figures !== 'failed';

  async function erase() {
    setErasing(true);
    const erased = await tried(trash.erase(null, { ids: item ? [item.id] : null }));
    if (erased.ok) notify(t('done.erased', { count: erased.data.count }));
    else notify(t('failed.erase'));
    if (erased.ok && next) router.push(next);
    else router.refresh();
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={item ? t('erase.title') : t('erase.titleAll')}
      description={item ? t('erase.text', { title: item.title }) : t('erase.textAll')}
      actions={
        <>
          <DialogCancel>{t('erase.cancel')}</DialogCancel>
          <Button variant="danger" disabled={erasing || !isKnown} onClick={() => void erase()}>
            {t('erase.confirm')}
          </Button>
        </>
      }
    >
      <div aria-live="polite" className="min-h-5 text-base text-ink">
        {figures === null && <Skeleton className="h-5 w-56" />}
        {figures === 'failed' && t('erase.uncounted')}
        {isKnown && t('erase.figures', { ...figures })}
      </div>
    </Dialog>
  );
}
