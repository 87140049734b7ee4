'use client';

import { useTranslations } from 'next-intl';
import { AGENT_COLOURS, type AgentColour } from '@/lib/contract/agent-colour';

interface ColourPickerProps {
  value: AgentColour | '';
  onChange: (colour: AgentColour | '') => void;
}

/** The icon's colour: a few that can be told apart in both themes, or none. */
export function ColourPicker({ value, onChange }: ColourPickerProps) {
  const t = useTranslations('agents.form');
  return (
    <fieldset id="agent-colour">
      <legend className="mb-1.5 text-sm font-medium text-ink">{t('colour')}</legend>
      <div className="-mx-1 flex flex-wrap">
        {(['', ...AGENT_COLOURS] as const).map((colour) => {
          const name = colour === '' ? t('colourNone') : t(`colours.${colour}`);
          return (
            <label
              key={colour}
              data-tip={name}
              className="flex size-11 cursor-pointer items-center justify-center rounded-md border border-transparent transition-colors hover:bg-tint has-checked:border-control has-checked:bg-side has-focus-visible:outline-2 has-focus-visible:outline-accent sm:size-9"
            >
              <input
                type="radio"
                name="agent-colour"
                value={colour}
                checked={colour === value}
                onChange={() => onChange(colour)}
                aria-label={name}
                className="sr-only"
              />
              <span aria-hidden data-colour={colour || 'none'} className="colour-dot" />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
