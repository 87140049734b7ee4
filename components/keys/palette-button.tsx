'use client';

import { Command } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { useShortcutKeys, useShortcuts } from './shortcuts-context';

/** Opens the command palette where there is no keyboard. `before`: closes what lies over the page. */
export function PaletteButton({ before }: { before: () => void }) {
  const t = useTranslations('keys.palette');
  const { registry } = useShortcuts();
  const keys = useShortcutKeys('palette');
  return (
    <IconButton
      label={t('title')}
      shortcut={keys}
      onClick={() => {
        before();
        registry.run('palette');
      }}
    >
      <Command aria-hidden />
    </IconButton>
  );
}
