'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import type { ToolName } from '@/lib/contract/agent';

interface ToolFieldsProps {
  /** Every tool there is, in the order to show. */
  known: readonly ToolName[];
  tools: readonly ToolName[];
  onChange: (tools: ToolName[]) => void;
}

/** What the agent may do besides writing. Kept in one order, whatever the clicks were. */
export function ToolFields({ known, tools, onChange }: ToolFieldsProps) {
  const t = useTranslations('admin.form');
  const toggle = (tool: ToolName, on: boolean) =>
    onChange(known.filter((name) => (name === tool ? on : tools.includes(name))));
  return (
    <fieldset aria-describedby="agent-tools-help">
      <legend className="mb-1 text-sm font-medium text-ink">{t('tools')}</legend>
      <p id="agent-tools-help" className="mb-2 text-sm text-muted">
        {t('toolsHelp')}
      </p>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {known.map((tool) => (
          <label
            key={tool}
            htmlFor={`agent-tool-${tool}`}
            className="flex min-h-8 cursor-pointer items-center gap-2.5 text-base text-ink pointer-coarse:min-h-11"
          >
            <Checkbox
              id={`agent-tool-${tool}`}
              checked={tools.includes(tool)}
              onChange={(event) => toggle(tool, event.target.checked)}
            />
            {t(`toolNames.${tool}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
