'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { SettingField } from './setting-field';
import type { SettingsForm } from './use-settings-form';

/** The built-in accent; the same as in `globals.css`. */
const OWN_HUE = 191;
/** The accent's hue. The page around it shows the choice while it is made. */
export function HueField({ form }: { form: SettingsForm }) {
  const t = useTranslations('instance');
  const { accentHue } = form.draft;
  useEffect(() => {
    const { style } = document.documentElement;
    const before = style.getPropertyValue('--accent-hue');
    if (accentHue === null) style.removeProperty('--accent-hue');
    else style.setProperty('--accent-hue', String(accentHue));
    return () => style.setProperty('--accent-hue', before);
  }, [accentHue]);
  return (
    <SettingField
      form={form}
      name="accentHue"
      help={t('help.accentHue')}
      fallback={form.fallback.accentHue === null ? t('teal') : String(form.fallback.accentHue)}
    >
      {(control) => (
        <span className="flex h-9 items-center gap-3 pointer-coarse:h-11">
          <input
            {...control}
            type="range"
            min={0}
            max={359}
            value={accentHue ?? OWN_HUE}
            onChange={(event) => form.change({ accentHue: Number(event.target.value) })}
            className="hue h-full min-w-0 flex-1 cursor-pointer appearance-none"
          />
          <output className="figures w-12 text-end text-base text-muted">
            {t('degrees', { hue: accentHue ?? OWN_HUE })}
          </output>
        </span>
      )}
    </SettingField>
  );
}
