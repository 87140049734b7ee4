/**
 * What was typed and not sent, kept in this browser: one text a conversation and
 * one for the new-conversation page. Survives reloads, errors and sign-outs.
 */

const PREFIX = 'draft:';
const CHANGED = 'gossamer:draft';

/** The name under which the new-conversation page keeps its text. */
export const NEW_DRAFT = 'new';

/** The text kept for a conversation; empty when there is none. */
export function readDraft(key: string): string {
  return storage()?.getItem(PREFIX + key) ?? '';
}

/** Keeps a text; an empty one is forgotten. False when this browser could not store it. */
export function writeDraft(key: string, text: string): boolean {
  const store = storage();
  if (!store) return false;
  const had = store.getItem(PREFIX + key) !== null;
  try {
    if (text === '') store.removeItem(PREFIX + key);
    else store.setItem(PREFIX + key, text);
  } catch {
    return false; // The browser's quota is used up: the text stays in the box only.
  }
  if (had !== (text !== '')) window.dispatchEvent(new Event(CHANGED));
  return true;
}

/** Moves a text to another conversation, unless one waits there. */
export function moveDraft(from: string, to: string): void {
  const text = readDraft(from);
  if (text !== '' && readDraft(to) === '') writeDraft(to, text);
  writeDraft(from, '');
}

/** Calls back when a draft comes or goes, in this tab or another. Returns what undoes that. */
export function watchDrafts(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('storage', changed);
  };
}

function storage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage;
  } catch {
    return null; // Storage is forbidden in this browser: drafts live in the box only.
  }
}
