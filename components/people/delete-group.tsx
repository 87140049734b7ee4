'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toaster';

interface DeleteGroupProps {
  group: { id: string; name: string; members: number };
  /** How many agents name it. */
  agents: number;
  remove: Act<{ id: string }, null>;
}

/** Deletes a group after saying in figures what that means. */
export function DeleteGroup({ group, agents, remove }: DeleteGroupProps) {
  const t = useTranslations('people.groups');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [busy, start] = useTransition();
  const perform = () =>
    start(async () => {
      const outcome = await act(remove, { id: group.id });
      if (!outcome.ok && outcome.code !== 'not_found') return notify(t('failed'));
      notify(t('deleted', { name: group.name }));
      router.push('/admin/groups');
    });
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)} className="self-start">
        {t('delete')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('deleteTitle', { name: group.name })}
        description={t('deleteText', { members: group.members, agents })}
        actions={
          <>
            <DialogCancel>{t('keep')}</DialogCancel>
            <Button variant="danger" aria-disabled={busy} onClick={() => !busy && perform()}>
              {t('deleteConfirm')}
            </Button>
          </>
        }
      />
    </>
  );
}
