'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';

interface DeleteDialogProps {
  title: string;
  onAnswer: (yes: boolean) => void;
}

/** Asks before a conversation is gone for good. */
export function DeleteDialog({ title, onAnswer }: DeleteDialogProps) {
  const t = useTranslations('chat.delete');
  return (
    <Dialog
      open
      onOpenChange={() => onAnswer(false)}
      title={t('title')}
      description={t('text', { title })}
      actions={
        <>
          <DialogCancel>{t('cancel')}</DialogCancel>
          <Button variant="danger" onClick={() => onAnswer(true)}>
            {t('confirm')}
          </Button>
        </>
      }
    />
  );
}
