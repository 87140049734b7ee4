import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RailBack, RailFrame } from '@/components/ui/rail-frame';
import { SettingsBack } from './settings-back';
import { SettingsNav } from './settings-nav';

/** The frame of the settings: the pages at the side, on a phone one at a time with a way back. */
export function SettingsFrame({ banner, children }: { banner: ReactNode; children: ReactNode }) {
  const t = useTranslations('settings');
  return (
    <RailFrame
      banner={banner}
      bar={<SettingsBack />}
      back={<RailBack>{t('back')}</RailBack>}
      nav={<SettingsNav />}
    >
      {children}
    </RailFrame>
  );
}
