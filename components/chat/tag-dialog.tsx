'use client';

import { Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import type { Tag } from '@/lib/contract/tag';
import type { ConversationItem } from './conversation-item';
import { useFrame } from './frame-context';
import { TagDot } from './tag-dots';
import { TagEditor } from './tag-editor';
import { TagRemoval } from './tag-removal';
import { tried } from './tried';

interface TagDialogProps {
  item: ConversationItem;
  onAssign: (tags: string[]) => Promise<void>;
  onClose: () => void;
}

type Doing = { kind: 'make' } | { kind: 'edit' | 'drop'; tag: Tag } | null;

/** The tags of a conversation: ticked or not, and made, renamed, recoloured and removed. */
export function TagDialog({ item, onAssign, onClose }: TagDialogProps) {
  const t = useTranslations('history.tags');
  const { tags, setTags, actions } = useFrame();
  const [doing, setDoing] = useState<Doing>(null);
  const mine = new Set(item.tags);
  const assign = (id: string, on: boolean) =>
    onAssign(tags.filter((tag) => (tag.id === id ? on : mine.has(tag.id))).map((tag) => tag.id));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      description={t('text', { title: item.title })}
      actions={doing ? null : <DialogCancel>{t('done')}</DialogCancel>}
    >
      {tags.length === 0 && !doing && <p className="text-base text-muted">{t('none')}</p>}
      {tags.length > 0 && doing === null && (
        <ul aria-label={t('list')} className="-mx-2 max-h-72 overflow-y-auto">
          {tags.map((tag) => (
            <TagLine
              key={tag.id}
              tag={tag}
              on={mine.has(tag.id)}
              onChange={(on) => void assign(tag.id, on)}
              onEdit={() => setDoing({ kind: 'edit', tag })}
            />
          ))}
        </ul>
      )}
      {doing === null && (
        <Button size="sm" className="mt-3" onClick={() => setDoing({ kind: 'make' })}>
          {t('new')}
        </Button>
      )}
      {doing?.kind === 'make' && (
        <TagEditor
          onSave={async (look) => {
            const made = await tried(actions.tags.make(null, look));
            if (!made.ok) return made.code ?? 'failed';
            setTags(made.data.tags);
            void onAssign([...item.tags, made.data.id]);
            setDoing(null);
            return null;
          }}
          onCancel={() => setDoing(null)}
        />
      )}
      {doing?.kind === 'edit' && (
        <TagEditor
          tag={doing.tag}
          onSave={async (look) => {
            const saved = await tried(actions.tags.edit(null, { id: doing.tag.id, ...look }));
            if (!saved.ok) return saved.code ?? 'failed';
            setTags(saved.data.tags);
            setDoing(null);
            return null;
          }}
          onRemove={() => setDoing({ kind: 'drop', tag: doing.tag })}
          onCancel={() => setDoing(null)}
        />
      )}
      {doing?.kind === 'drop' && (
        <TagRemoval
          tag={doing.tag}
          onRemove={async () => {
            const dropped = await tried(actions.tags.drop(null, { id: doing.tag.id }));
            if (dropped.ok) setTags(dropped.data.tags);
            setDoing(null);
          }}
          onCancel={() => setDoing(null)}
        />
      )}
    </Dialog>
  );
}

interface TagLineProps {
  tag: Tag;
  on: boolean;
  onChange: (on: boolean) => void;
  onEdit: () => void;
}

function TagLine({ tag, on, onChange, onEdit }: TagLineProps) {
  const t = useTranslations('history.tags');
  return (
    <li className="group flex items-center rounded-md ps-2 pe-1 hover:bg-tint">
      <label
        htmlFor={`tag-${tag.id}`}
        className="flex h-9 min-w-0 flex-1 cursor-pointer items-center gap-2.5 text-base text-ink pointer-coarse:h-11"
      >
        <Checkbox
          id={`tag-${tag.id}`}
          checked={on}
          onChange={(event) => onChange(event.target.checked)}
        />
        <TagDot colour={tag.colour} />
        <span className="truncate" dir="auto">
          {tag.name}
        </span>
      </label>
      <span className="reveal">
        <IconButton size="sm" label={t('edit', { name: tag.name })} onClick={onEdit}>
          <Pencil aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}
