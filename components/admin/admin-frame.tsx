import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RailBack, RailFrame } from '@/components/ui/rail-frame';
import { AdminDrawer } from './admin-drawer';
import { AdminNav } from './admin-nav';

interface AdminFrameProps {
  banner: ReactNode;
  /** How many people wait for approval. */
  waiting: number;
  children: ReactNode;
}

/** The admin's frame: what there is to manage, the page, and the way back. */
export function AdminFrame({ banner, waiting, children }: AdminFrameProps) {
  const back = <RailBack>{useTranslations('admin')('back')}</RailBack>;
  return (
    <RailFrame
      banner={banner}
      bar={<AdminDrawer back={back} waiting={waiting} />}
      back={back}
      nav={<AdminNav waiting={waiting} />}
    >
      {children}
    </RailFrame>
  );
}
