'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

interface SaveBarProps {
  isNew: boolean;
  saving: boolean;
  onDiscard: () => void;
}

/** Stays in sight while there is something to save. Its button submits the form around it. */
export function SaveBar({ isNew, saving, onDiscard }: SaveBarProps) {
  const t = useTranslations('admin.form');
  const words = isNew ? t('create') : t('save');
  return (
    <div className="sticky bottom-0 z-20 -mx-4 flex animate-appear items-center gap-2 border-t border-line bg-paper px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:mx-0 sm:px-0">
      <p className="min-w-0 flex-1 text-sm text-muted">{isNew ? '' : t('unsaved')}</p>
      {!isNew && (
        <Button variant="ghost" onClick={onDiscard}>
          {t('discard')}
        </Button>
      )}
      <Button variant="primary" type="submit" aria-disabled={saving}>
        {saving ? t('saving') : words}
      </Button>
    </div>
  );
}
