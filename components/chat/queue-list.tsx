'use client';

import { ArrowUp, Clock, Pencil, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Textarea } from '@/components/ui/textarea';
import type { ConversationView, QueuedMessage } from '@/lib/client/conversation';
import { directionOf } from './direction';
import { walkQueue } from './queue-focus';

type QueueView = Pick<
  ConversationView,
  'queue' | 'phase' | 'editQueued' | 'cancelQueued' | 'sendQueued'
>;

/** Messages that wait for the running answer, in the order in which they will be sent. */
export function QueueList({ view }: { view: QueueView }) {
  const t = useTranslations('chat.queue');
  const keys = useTranslations('turns.queue');
  if (view.queue.length === 0) return null;
  return (
    <section aria-label={t('label')}>
      <h2 className="flex items-center gap-2 px-1 pb-1 text-xs font-medium text-muted">
        <Clock aria-hidden className="size-3.5 stroke-[1.5]" />
        {t('label')}
      </h2>
      <p id="queue-keys" className="sr-only">
        {keys('walk')}
      </p>
      <ol className="max-h-48 overflow-y-auto rounded-lg border border-line bg-raised">
        {view.queue.map((message) => (
          <QueueItem key={message.id} message={message} view={view} />
        ))}
      </ol>
    </section>
  );
}

function QueueItem({ message, view }: { message: QueuedMessage; view: QueueView }) {
  const t = useTranslations('chat.queue');
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <li className="border-b border-line p-2 last:border-b-0">
        <QueueEditor
          text={message.text}
          onDone={(text) => {
            setEditing(false);
            if (text !== null) void view.editQueued(message.id, text);
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex items-center gap-1 border-b border-line py-1 ps-3 pe-1 last:border-b-0">
      <button
        type="button"
        data-queued
        dir="auto"
        aria-describedby="queue-keys"
        className="min-h-7 min-w-0 flex-1 truncate rounded-md text-start text-base text-soft pointer-coarse:min-h-11"
        onClick={() => setEditing(true)}
        onKeyDown={(event) => {
          const { key, currentTarget } = event;
          if (key === 'Delete' || key === 'Backspace') {
            walkQueue(currentTarget, 1);
            void view.cancelQueued(message.id);
          } else if (key === 'ArrowUp' || key === 'ArrowDown') {
            walkQueue(currentTarget, key === 'ArrowUp' ? -1 : 1);
          } else return;
          event.preventDefault();
        }}
      >
        {message.text.slice(0, 300)}
      </button>
      {view.phase === 'idle' && (
        <IconButton size="sm" label={t('send')} onClick={() => void view.sendQueued(message.id)}>
          <ArrowUp aria-hidden />
        </IconButton>
      )}
      <IconButton size="sm" label={t('edit')} onClick={() => setEditing(true)}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton size="sm" label={t('remove')} onClick={() => void view.cancelQueued(message.id)}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}

interface QueueEditorProps {
  text: string;
  /** The new text, or null when it stays as it is. */
  onDone: (text: string | null) => void;
}

function QueueEditor({ text, onDone }: QueueEditorProps) {
  const t = useTranslations('chat.queue');
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get('text') ?? '').trim();
        onDone(typed === '' || typed === text ? null : typed);
      }}
    >
      <Textarea
        name="text"
        rows={2}
        dir={directionOf(text) || undefined}
        aria-label={t('editLabel')}
        defaultValue={text}
        autoFocus
        onKeyDown={(event) => event.key === 'Escape' && onDone(null)}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={() => onDone(null)}>
          {t('cancelEdit')}
        </Button>
        <Button size="sm" type="submit">
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
