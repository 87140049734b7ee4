'use client';

import { Archive, ArchiveRestore, Ellipsis, Pencil, Pin, PinOff, Tag, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuButton } from '@/components/ui/menu-button';
import type { MenuEntry } from '@/components/ui/menu-entry';
import type { ConversationItem } from './conversation-item';
import type { Care } from './use-care';

interface CareMenuProps {
  item: ConversationItem;
  care: Care;
  onRename: () => void;
  onTag: () => void;
}

/** The menu of a conversation in the list. */
export function CareMenu({ item, care, onRename, onTag }: CareMenuProps) {
  const t = useTranslations('history.menu');
  const label = t('label', { title: item.title });
  return (
    <MenuButton
      aria-label={label}
      menuLabel={label}
      data-row-menu
      className="hit inline-flex size-6 pointer-coarse:size-11 items-center justify-center rounded-md text-muted hover:bg-line hover:text-ink aria-expanded:bg-line [&_svg]:size-4 [&_svg]:stroke-[1.5]"
      entries={useCareEntries({ item, care, onRename, onTag })}
    >
      <Ellipsis aria-hidden />
    </MenuButton>
  );
}

/** Its entries, for other menus of the same conversation. */
export function useCareEntries({ item, care, onRename, onTag }: CareMenuProps): MenuEntry[] {
  const t = useTranslations('history.menu');
  const isArchived = item.place === 'archive';
  return [
    {
      id: 'pin',
      label: t(item.pinned ? 'unpin' : 'pin'),
      icon: item.pinned ? <PinOff /> : <Pin />,
      onSelect: () => void care.pin(!item.pinned),
    },
    { id: 'rename', label: t('rename'), icon: <Pencil />, onSelect: onRename },
    { id: 'tags', label: t('tags'), icon: <Tag />, onSelect: onTag },
    {
      id: 'archive',
      label: t(isArchived ? 'unarchive' : 'archive'),
      icon: isArchived ? <ArchiveRestore /> : <Archive />,
      onSelect: () => void care.archive(!isArchived),
    },
    {
      id: 'delete',
      label: t('delete'),
      icon: <Trash2 />,
      danger: true,
      divided: true,
      onSelect: () => void care.remove(),
    },
  ];
}
