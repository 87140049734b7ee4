'use client';

import { Menu } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Sheet } from '@/components/ui/sheet';
import { ADMIN_NAV, AdminNav } from './admin-nav';
import { currentOf } from './nav-link';

/** On a narrow window: the name of the page, and all pages in a drawer behind it. */
export function AdminDrawer({ back, waiting }: { back: ReactNode; waiting: number }) {
  const t = useTranslations('admin.nav');
  const [open, setOpen] = useState(false);
  const path = usePathname();
  const here = ADMIN_NAV.flatMap((group) => group.pages).find((page) => currentOf(path, page));
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="flex h-11 min-w-0 items-center gap-2.5 rounded-md px-2.5 text-base font-medium text-ink hover:bg-press"
      >
        <Menu aria-hidden className="size-4 shrink-0 stroke-[1.5]" />
        <span className="sr-only">{t('open')}</span>
        <span className="truncate">{here ? t(here.label) : t('label')}</span>
      </button>
      <Sheet open={open} onOpenChange={setOpen} title={t('label')}>
        <div className="flex flex-col gap-4 overflow-y-auto p-2">
          {back}
          <AdminNav waiting={waiting} onGo={() => setOpen(false)} />
        </div>
      </Sheet>
    </>
  );
}
