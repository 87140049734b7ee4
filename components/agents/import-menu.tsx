'use client';

import { ChevronDown, Cloud, Download, FileJson } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { MenuButton } from '@/components/ui/menu-button';

/** Ways to bring agents in, and to take them all out. */
export function ImportMenu() {
  const t = useTranslations('agents.import');
  const router = useRouter();
  return (
    <MenuButton
      menuLabel={t('menu')}
      className={buttonClass()}
      entries={[
        {
          id: 'platform',
          label: t('fromPlatform'),
          icon: <Cloud aria-hidden />,
          onSelect: () => router.push('/admin/agents/thinnest'),
        },
        {
          id: 'file',
          label: t('fromFile'),
          icon: <FileJson aria-hidden />,
          onSelect: () => router.push('/admin/agents/import'),
        },
        {
          id: 'export',
          label: t('exportAll'),
          icon: <Download aria-hidden />,
          divided: true,
          onSelect: () => window.location.assign('/api/admin/agents'),
        },
      ]}
    >
      {t('menu')}
      <ChevronDown aria-hidden />
    </MenuButton>
  );
}
