'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Act, act } from '@/components/admin/act';
import { ChoiceGroup } from '@/components/admin/choice-group';
import { setChoice } from '@/components/chat/cookie';
import { useShortcuts } from '@/components/keys/shortcuts-context';
import { useKeyCaps } from '@/components/ui/key-caps';
import { notify } from '@/components/ui/toaster';
import { type Preferences, SEND_KEYS, TEXT_SIZES } from '@/lib/contract/preferences';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** What of the choices this page changes. */
type Look = Pick<Preferences, 'textSize' | 'sendKey'>;

interface AppearanceFormProps {
  theme: Theme;
  look: Look;
  save: Act<Partial<Look>, null>;
}

/** Theme, text size and send key. Each choice counts at once. */
export function AppearanceForm({ theme: initial, look, save }: AppearanceFormProps) {
  const t = useTranslations('settings');
  const [theme, setTheme] = useState(initial);
  const [chosen, setChosen] = useState(look);
  const { apple } = useShortcuts();
  const capsOf = useKeyCaps();
  const keyOf = { enter: 'Enter', mod_enter: apple ? 'Meta+Enter' : 'Control+Enter' };
  const choose = async (change: Partial<Look>) => {
    const next = { ...chosen, ...change };
    setChosen(next);
    showTextSize(next.textSize);
    if ((await act(save, change)).ok) return;
    setChosen(chosen);
    showTextSize(chosen.textSize);
    notify(t('failed'));
  };
  return (
    <div className="flex max-w-160 flex-col gap-8">
      <ChoiceGroup<Theme>
        id="theme"
        label={t('theme.label')}
        help={t('appearance.themeHelp')}
        choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        value={theme}
        onChange={(value) => {
          setTheme(value);
          setChoice('theme', value);
          document.documentElement.dataset.theme = value;
        }}
        columns
      />
      <ChoiceGroup<Look['textSize']>
        id="text-size"
        label={t('appearance.textSize')}
        help={t('appearance.textSizeHelp')}
        choices={TEXT_SIZES.map((value) => ({
          value,
          label: t(`appearance.textSizes.${value}`),
        }))}
        value={chosen.textSize}
        onChange={(textSize) => void choose({ textSize })}
        columns
      />
      <ChoiceGroup<Look['sendKey']>
        id="send-key"
        label={t('appearance.sendKey')}
        help={t('appearance.touch')}
        choices={SEND_KEYS.map((value) => ({
          value,
          label: t(`appearance.sendKeys.${value}`, { key: capsOf(keyOf[value], apple).join(' ') }),
          help: t(`appearance.sendKeyHelp.${value}`),
        }))}
        value={chosen.sendKey}
        onChange={(sendKey) => void choose({ sendKey })}
      />
    </div>
  );
}

/** The page was drawn by the server with the size that was stored: here it changes at once. */
function showTextSize(size: Look['textSize']): void {
  document.documentElement.dataset.textSize = size;
}
