/**
 * Everything that keys can do: the one table that feeds the handler, the dialog, the
 * tooltips, `aria-keyshortcuts` and the settings. What an action does is registered by
 * the component that can do it, with `useShortcut`. Its words are `keys.actions.<id>`.
 */

/** Where an action belongs in lists of them. */
export const SHORTCUT_GROUPS = ['general', 'conversation', 'composer', 'admin'] as const;

interface ActionRow {
  id: string;
  group: (typeof SHORTCUT_GROUPS)[number];
  /** The keys it has by default; `Mod` is ⌘ on Apple's systems and Ctrl elsewhere. */
  keys: { mac: string; other: string };
  /** Only while the composer has the focus and is empty. */
  inEmptyComposer?: true;
  /** Belongs to its element, which listens itself: listed, but not for changing. */
  fixed?: true;
}

const same = (keys: string) => ({ mac: keys, other: keys });

export const SHORTCUT_ACTIONS = [
  { id: 'newChat', group: 'general', keys: same('Mod+Shift+O') },
  { id: 'palette', group: 'general', keys: same('Mod+K') },
  { id: 'sidebar', group: 'general', keys: same('Mod+Shift+S') },
  { id: 'shortcuts', group: 'general', keys: same('Mod+/') },
  { id: 'stop', group: 'conversation', keys: same('Escape') },
  { id: 'regenerate', group: 'conversation', keys: same('Mod+Shift+E') },
  { id: 'copyAnswer', group: 'conversation', keys: same('Mod+Shift+C') },
  { id: 'copyCode', group: 'conversation', keys: same('Mod+Shift+;') },
  { id: 'focusComposer', group: 'composer', keys: same('Shift+Escape') },
  { id: 'editLast', group: 'composer', keys: same('ArrowUp'), inEmptyComposer: true },
  { id: 'send', group: 'composer', keys: same('Enter'), fixed: true },
  { id: 'newLine', group: 'composer', keys: same('Shift+Enter'), fixed: true },
  { id: 'save', group: 'admin', keys: same('Mod+S'), fixed: true },
  { id: 'moveUp', group: 'admin', keys: same('Alt+ArrowUp'), fixed: true },
  { id: 'moveDown', group: 'admin', keys: same('Alt+ArrowDown'), fixed: true },
] as const satisfies readonly ActionRow[];

/** The name of an action. */
export type ActionId = (typeof SHORTCUT_ACTIONS)[number]['id'];

/** A row of the table. */
export interface ShortcutAction extends ActionRow {
  id: ActionId;
}

/** What the person changed: action → keys, in the form of `Mod+Shift+O`; an empty text switches it off. */
export type OwnKeys = Readonly<Record<string, string>>;

/** Whether its keys can be changed. */
export function mayChange(action: ShortcutAction): boolean {
  return !action.fixed && !action.inEmptyComposer;
}

/** The keys of an action: the person's own, or its default; empty when it is switched off. */
export function keysOf(action: ShortcutAction, own: OwnKeys, apple: boolean): string {
  const chosen = mayChange(action) ? own[action.id] : undefined;
  return chosen ?? (apple ? action.keys.mac : action.keys.other);
}

/** The action of that name; null when there is none. */
export function findAction(id: string): ShortcutAction | null {
  return SHORTCUT_ACTIONS.find((action) => action.id === id) ?? null;
}
