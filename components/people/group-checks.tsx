'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';

interface GroupChecksProps {
  /** Unique on the page. */
  id: string;
  groups: readonly { id: string; name: string }[];
  /** Ids, in order. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any number of groups. */
export function GroupChecks({ id, groups, chosen, onChange }: GroupChecksProps) {
  const t = useTranslations('people.person');
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium text-ink">{t('groups')}</legend>
      {groups.length === 0 && <p className="text-base text-muted">{t('noGroups')}</p>}
      <div className="flex flex-wrap gap-x-5">
        {groups.map((group) => (
          <div key={group.id} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <Checkbox
              id={`${id}-${group.id}`}
              checked={chosen.includes(group.id)}
              onChange={(event) => {
                const others = chosen.filter((other) => other !== group.id);
                onChange((event.target.checked ? [...others, group.id] : others).toSorted());
              }}
            />
            <label htmlFor={`${id}-${group.id}`} className="text-base text-ink">
              {group.name}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
