'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { beginDeletion, type DeleteActions, DeleteDialog, type Deletion } from './delete-dialog';

interface DeleteSectionProps {
  agent: { id: string; name: string };
  actions: DeleteActions;
}

/** The way to delete the agent, apart from everything that can be undone. */
export function DeleteSection({ agent, actions }: DeleteSectionProps) {
  const t = useTranslations('admin.form');
  const router = useRouter();
  const [deletion, setDeletion] = useState<Deletion | null>(null);
  return (
    <section className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-line pt-6 pb-10">
      <div>
        <h2 className="text-md font-semibold text-ink">{t('deleteTitle')}</h2>
        <p className="text-sm text-muted">{t('deleteText')}</p>
      </div>
      <Button variant="danger" onClick={() => setDeletion(beginDeletion(agent, actions))}>
        {t('deleteButton')}
      </Button>
      <DeleteDialog
        deletion={deletion}
        remove={actions.remove}
        onClose={() => setDeletion(null)}
        onDeleted={() => router.replace('/admin')}
      />
    </section>
  );
}
