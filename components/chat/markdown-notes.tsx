'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use } from 'react';
import type { Note } from './markdown-blocks';

/** The footnotes of one text, and what begins their ids on this page. */
export interface Notes {
  prefix: string;
  notes: Note[];
  growing: boolean;
}

export const NotesContext = createContext<Notes>({ prefix: '', notes: [], growing: false });

/** A mention of a footnote: its number, which leads to it. One that never came is its source. */
export function NoteMention({ id }: { id: string }) {
  const t = useTranslations('reading.note');
  const { prefix, notes, growing } = use(NotesContext);
  const note = notes.find((one) => one.id === id);
  if (!note || !(note.block || growing)) return `[^${id}]`;
  const { number } = note;
  if (!note.block) return <sup>{number}</sup>;
  return (
    <sup id={`${prefix}mention-${number}`}>
      <a href={`#${prefix}note-${number}`} aria-label={t('mention', { number })}>
        {number}
      </a>
    </sup>
  );
}

interface NoteListProps {
  prefix: string;
  notes: Note[];
  draw: (note: Note) => ReactNode;
}

/** The footnotes below a text, each with a way back. */
export function NoteList({ prefix, notes, draw }: NoteListProps) {
  const t = useTranslations('reading.note');
  const there = notes.filter((note) => note.block);
  if (there.length === 0) return null;
  return (
    <section data-footnotes aria-label={t('list')}>
      <ol>
        {there.map((note) => (
          <li key={note.id} id={`${prefix}note-${note.number}`} value={note.number} dir="auto">
            {draw(note)}
            <a href={`#${prefix}mention-${note.number}`} aria-label={t('back')}>
              <Undo2 aria-hidden />
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
