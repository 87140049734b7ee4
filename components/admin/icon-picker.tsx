'use client';

import { useTranslations } from 'next-intl';
import { AGENT_GLYPHS, AgentGlyph } from '@/components/ui/agent-glyph';
import type { AgentColour } from '@/lib/contract/agent-colour';

interface IconPickerProps {
  value: string;
  /** Of the icon that is chosen. */
  colour: AgentColour | '';
  onChange: (icon: string) => void;
}

/** All icons in sight: radio buttons, so arrow keys walk through them. */
export function IconPicker({ value, colour, onChange }: IconPickerProps) {
  const t = useTranslations('admin');
  return (
    <fieldset id="agent-icon">
      <legend className="mb-1.5 text-sm font-medium text-ink">{t('form.icon')}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,2.75rem)] sm:grid-cols-[repeat(auto-fill,2.25rem)]">
        {AGENT_GLYPHS.map((name) => (
          <label
            key={name}
            data-tip={t(`icons.${name}`)}
            className="flex size-11 cursor-pointer items-center justify-center rounded-md border border-transparent text-muted transition-colors hover:bg-tint hover:text-ink has-checked:border-control has-checked:bg-side has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent sm:size-9"
          >
            <input
              type="radio"
              name="agent-icon"
              value={name}
              checked={name === value}
              onChange={() => onChange(name)}
              aria-label={t(`icons.${name}`)}
              className="sr-only"
            />
            <AgentGlyph name={name} colour={name === value ? colour : ''} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
