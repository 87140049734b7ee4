'use client';

import { useTranslations } from 'next-intl';
import { lazy, memo, Suspense, useState } from 'react';
import { type Message, textOf } from '@/lib/contract/message';
import { CopyButton } from './copy-button';
import { editDraft } from './draft';
import { useTurn, useTurns } from './turn-context';
import { UserActions } from './user-actions';

const EditTurn = lazy(async () => ({ default: (await import('./edit-turn')).EditTurn }));

/** A longer message starts folded, so that a pasted file does not push everything away. */
const FOLD_CHARACTERS = 2400;
const FOLD_LINES = 24;
const FOLDED_LINES = 12;

/** What the person wrote: a soft block at the end of the line; changed in its place. */
export const UserTurn = memo(function UserTurn({ message }: { message: Message }) {
  const t = useTranslations('chat.turn');
  const turns = useTurns();
  const pending = useTurn((view) => view.pending === message.id);
  const editing = useTurn((view) => view.editing === message.id);
  const target = useTurn((view) => view.target === message.id);
  const stored = turns && !pending;
  if (stored && editing) {
    return (
      <article aria-label={t('you')} id={`m-${message.id}`}>
        <Suspense>
          <EditTurn
            text={textOf(message.parts)}
            draftKey={editDraft(message.id)}
            onSend={(text) => turns.view().edit(message, text)}
            onCancel={() => turns.view().setEditing(null)}
          />
        </Suspense>
      </article>
    );
  }
  return (
    <article
      id={`m-${message.id}`}
      data-target={target || undefined}
      tabIndex={-1}
      className="turn group flex flex-col items-end"
      aria-label={t('you')}
    >
      <Words text={textOf(message.parts)} />
      {stored && <UserActions turns={turns} message={message} />}
      {!stored && (
        <div className="reveal flex h-8 items-center">
          <CopyButton label={t('copy')} done={t('copied')} text={() => textOf(message.parts)} />
        </div>
      )}
    </article>
  );
});

function Words({ text }: { text: string }) {
  const t = useTranslations('chat.turn');
  const [whole, setWhole] = useState(false);
  const folded = fold(text);
  return (
    <div
      data-edge
      dir="auto"
      className="max-w-[80%] rounded-lg rounded-ee-sm bg-tint px-3.5 py-1.5 text-md whitespace-pre-wrap text-ink wrap-anywhere"
    >
      {whole ? text : folded}
      {folded !== text && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="hit mt-1 block text-sm font-medium text-accent hover:underline"
        >
          {whole ? t('showLess') : t('showAll')}
        </button>
      )}
    </div>
  );
}

function fold(text: string): string {
  let end = -1;
  for (let line = 0; line < FOLDED_LINES; line++) {
    const next = text.indexOf('\n', end + 1);
    if (next === -1) break;
    end = next;
  }
  const lines = text.length > FOLD_CHARACTERS || countLines(text, FOLD_LINES + 1) > FOLD_LINES;
  if (!lines) return text;
  const cut = Math.min(end === -1 ? FOLD_CHARACTERS : end, FOLD_CHARACTERS / 2);
  return `${text.slice(0, cut).trimEnd()}…`;
}

function countLines(text: string, atMost: number): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1 && count < atMost; at = text.indexOf('\n', at + 1)) {
    count++;
  }
  return count;
}
