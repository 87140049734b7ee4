/**
 * What was typed and not sent, kept in this browser: one text a conversation and
 * one for the new-conversation page. Survives reloads, errors and sign-outs. What is
 * typed in a temporary conversation, or over an earlier question, is kept in the tab.
 */

const PREFIX = 'draft:';
const CHANGED = 'gossamer:draft';

/** The name under which the new-conversation page keeps a person's text: others use this browser, too. */
export function newDraft(personId: string): string {
  return `new-${personId}`;
}

/** What belongs to a temporary conversation goes with its tab. */
const OF_TAB = 'tab:';

/** The name of a temporary conversation's draft. */
export function tabDraft(key: string): string {
  return OF_TAB + key;
}

/** The name under which a question that is edited keeps its new text. */
export function editDraft(messageId: string): string {
  return `${OF_TAB}edit-${messageId}`;
}

/** The text kept for a conversation; empty when there is none. */
export function readDraft(key: string): string {
  return storage(key)?.getItem(PREFIX + key) ?? '';
}

/** Keeps a text; an empty one is forgotten. False when this browser could not store it. */
export function writeDraft(key: string, text: string): boolean {
  const store = storage(key);
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

/** Moves a text to another conversation, below what waits there. */
export function moveDraft(from: string, to: string): void {
  const text = readDraft(from);
  if (text === '') return;
  addToDraft(to, text);
  writeDraft(from, '');
}

/** Puts a text below what waits in a conversation. */
export function addToDraft(key: string, text: string): void {
  const before = readDraft(key);
  if (text !== '') writeDraft(key, before === '' || before === text ? text : `${before}\n${text}`);
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

function storage(key: string): Storage | null {
  try {
    if (typeof window === 'undefined') return null;
    return key.startsWith(OF_TAB) ? window.sessionStorage : window.localStorage;
  } catch {
    return null; // Storage is forbidden in this browser: drafts live in the box only.
  }
}
