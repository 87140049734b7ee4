'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';

/** A group as the form offers it. */
export interface GroupChoice {
  id: string;
  name: string;
}

interface GroupFieldsProps {
  groups: readonly GroupChoice[];
  /** Ids. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** The groups whose people may use the agent. */
export function GroupFields({ groups, chosen, onChange }: GroupFieldsProps) {
  const t = useTranslations('agents.form');
  return (
    <fieldset id="agent-groups" aria-describedby="agent-groups-help">
      <legend className="mb-1 text-sm font-medium text-ink">{t('groups')}</legend>
      <div className="flex flex-wrap gap-x-5">
        {groups.map(({ id, name }) => (
          <label
            key={id}
            htmlFor={`agent-group-${id}`}
            className="flex min-h-8 cursor-pointer items-center gap-2 text-base text-ink pointer-coarse:min-h-11"
          >
            <Checkbox
              id={`agent-group-${id}`}
              checked={chosen.includes(id)}
              onChange={(event) => {
                const others = chosen.filter((other) => other !== id);
                onChange(event.target.checked ? [...others, id] : others);
              }}
            />
            {name}
          </label>
        ))}
      </div>
      <p id="agent-groups-help" className="mt-1 text-sm text-muted">
        {t(groups.length === 0 ? 'noGroups' : 'groupsHelp')}
      </p>
    </fieldset>
  );
}
