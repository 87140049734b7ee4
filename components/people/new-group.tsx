'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { GroupForm, type SaveGroup } from './group-form';

/** Makes a group and goes to it. */
export function NewGroup({ save }: { save: SaveGroup }) {
  const t = useTranslations('people.groups');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {t('new')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('new')}>
        <GroupForm group={null} save={save} onSaved={(id) => router.push(`/admin/groups/${id}`)} />
      </Dialog>
    </>
  );
}
