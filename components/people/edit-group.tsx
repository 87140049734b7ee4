'use client';

import { useTranslations } from 'next-intl';
import { notify } from '@/components/ui/toaster';
import { GroupForm, type SaveGroup } from './group-form';

interface EditGroupProps {
  group: { id: string; name: string; description: string };
  save: SaveGroup;
}

/** Renames a group. */
export function EditGroup({ group, save }: EditGroupProps) {
  const t = useTranslations('people.groups');
  // A new form once the group is called differently.
  const key = `${group.name}\n${group.description}`;
  return <GroupForm key={key} group={group} save={save} onSaved={() => notify(t('saved'))} />;
}
