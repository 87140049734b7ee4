'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Tag } from '@/lib/contract/tag';
import { TagDot } from './tag-dots';

interface TagRemovalProps {
  tag: Tag;
  onRemove: () => Promise<void>;
  onCancel: () => void;
}

/** Asks before a tag comes off every conversation. */
export function TagRemoval({ tag, onRemove, onCancel }: TagRemovalProps) {
  const t = useTranslations('history.tags');
  const [removing, setRemoving] = useState(false);
  return (
    <div>
      <p className="flex items-center gap-2.5 text-base font-medium text-ink">
        <TagDot colour={tag.colour} />
        <span dir="auto">{tag.name}</span>
      </p>
      <p className="pt-1 text-base text-soft">{t('removeText')}</p>
      <div className="flex justify-end gap-2 pt-5">
        <Button variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button
          variant="danger"
          disabled={removing}
          onClick={() => {
            setRemoving(true);
            void onRemove();
          }}
        >
          {t('removeConfirm')}
        </Button>
      </div>
    </div>
  );
}
