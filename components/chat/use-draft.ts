'use client';

import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { directionOf } from './direction';
import { readDraft, writeDraft } from './draft';

/** From this length on the box has a fixed height: one that grows lays all lines out twice. */
const LONG = 20_000;

/** How long typing must rest before the text is kept, in milliseconds. */
const KEEP_AFTER_MS = 400;

/** A text box whose text is kept in this browser until it is sent or given up. */
export interface Draft {
  box: RefObject<HTMLTextAreaElement | null>;
  /** How long the text is; the text itself stays in the box, however long it is. */
  length: number;
  /** There is more than white space. */
  filled: boolean;
  text(): string;
  /** Puts a text into the box. */
  set(text: string): void;
  /** Takes the text out of the box to send it; it is kept until `sent` or `back`. */
  take(): string;
  sent(): void;
  /** It was refused: before whatever was typed since. */
  back(): void;
  /** Empties the box for good. */
  forget(): void;
  /** To be called with every input. */
  typed(): void;
}

/** The draft of a conversation, brought back into its box when that appears. */
export function useDraft(key: string): Draft {
  const box = useRef<HTMLTextAreaElement>(null);
  const { state, measure } = useMeasure(box);
  const kept = useKept(key, box);

  useLayoutEffect(() => {
    const text = readDraft(key);
    // The box may hold what was typed before the page came to life: that is newer.
    if (box.current && text !== '' && box.current.value === '') box.current.value = text;
    measure();
  }, [key, measure]);

  const actions = useMemo(() => {
    const fill = (text: string) => {
      if (box.current) box.current.value = text;
      measure();
    };
    return {
      text: () => box.current?.value ?? '',
      set(text: string) {
        fill(text);
        kept.keep();
      },
      take() {
        const text = box.current?.value ?? '';
        kept.sending(text);
        fill('');
        return text;
      },
      sent: () => kept.sending(''),
      back() {
        const text = kept.whole();
        fill(text);
        kept.sending('', text);
      },
      forget() {
        fill('');
        kept.keep();
      },
      typed() {
        measure();
        kept.soon();
      },
    };
  }, [kept, measure]);
  return { box, ...state, ...actions };
}

function useMeasure(box: RefObject<HTMLTextAreaElement | null>) {
  const [state, setState] = useState({ length: 0, filled: false });
  const measure = useCallback(() => {
    const text = box.current?.value ?? '';
    const direction = directionOf(text);
    // Said again it would cost as much as said anew.
    if (box.current && box.current.dir !== direction) box.current.dir = direction;
    box.current?.toggleAttribute('data-long', text.length >= LONG);
    // Looking at the first word is enough, and cheap for a text of 20,000 lines.
    setState((was) => {
      const now = { length: text.length, filled: /\S/.test(text) };
      return was.length === now.length && was.filled === now.filled ? was : now;
    });
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // Its height is fixed before a long text is in it, which would be laid out once more after.
    const prepare = (event: Event) => {
      const length = element.value.length + comingIn(event);
      if (length < LONG) return;
      element.toggleAttribute('data-long', true);
      // Whatever became of it.
      setTimeout(measure);
    };
    element.addEventListener('paste', prepare);
    element.addEventListener('drop', prepare);
    return () => {
      element.removeEventListener('paste', prepare);
      element.removeEventListener('drop', prepare);
    };
  }, [box, measure]);
  return { state, measure };
}

/** How long the text is that an event brings. */
function comingIn(event: Event): number {
  const brought = event instanceof ClipboardEvent ? event.clipboardData : null;
  const dropped = event instanceof DragEvent ? event.dataTransfer : null;
  return (brought ?? dropped)?.getData('text/plain').length ?? 0;
}

/** What stands in the box, and what was taken out of it and not accepted yet, in storage. */
function useKept(key: string, box: RefObject<HTMLTextAreaElement | null>) {
  const inFlight = useRef('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const kept = useMemo(() => {
    const whole = () => {
      const typed = box.current?.value ?? '';
      return [inFlight.current, typed].filter((text) => text !== '').join('\n');
    };
    const keep = (text = whole()) => {
      clearTimeout(timer.current);
      timer.current = undefined;
      writeDraft(key, text);
    };
    return {
      whole,
      keep: () => keep(),
      soon() {
        clearTimeout(timer.current);
        timer.current = setTimeout(keep, KEEP_AFTER_MS);
      },
      /** From now on `text` is under way; `rest` is what is kept, also when the box is gone. */
      sending(text: string, rest?: string) {
        keep(rest ?? (text === '' ? (box.current?.value ?? '') : text));
        inFlight.current = text;
      },
    };
  }, [key, box]);

  // A layout effect: when the box goes, its text can still be read at this point.
  useLayoutEffect(() => {
    const flush = () => timer.current !== undefined && kept.keep();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [kept]);
  return kept;
}
