'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { LeaveGuard } from './use-leave-guard';

/** Asks before unsaved changes are left behind. */
export function LeaveDialog({ guard }: { guard: LeaveGuard }) {
  const t = useTranslations('admin.leave');
  return (
    <Dialog
      open={guard.asking}
      onOpenChange={(open) => !open && guard.stay()}
      title={t('title')}
      description={t('text')}
      actions={
        <>
          <Button variant="danger" onClick={guard.go}>
            {t('go')}
          </Button>
          <Button variant="primary" onClick={guard.stay}>
            {t('stay')}
          </Button>
        </>
      }
    />
  );
}
