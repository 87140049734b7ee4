'use client';

import { useTranslations } from 'next-intl';

const APPLE: Record<string, string> = { Meta: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧' };
const SIGNS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const WORDS = {
  Control: 'control',
  Alt: 'alt',
  Shift: 'shift',
  Escape: 'escape',
  Enter: 'enter',
  Space: 'space',
  Tab: 'tab',
  Delete: 'delete',
  Backspace: 'backspace',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
} as const;

/** What is written on the keys of `Control+Shift+O` (the form of `aria-keyshortcuts`), one text a key. */
export function useKeyCaps(): (keys: string, apple: boolean) => string[] {
  const t = useTranslations('common.keys');
  const isWord = (key: string): key is keyof typeof WORDS => key in WORDS;
  return (keys, apple) =>
    keys
      .split('+')
      .filter(Boolean)
      .map((key) => {
        const sign = (apple ? APPLE[key] : undefined) ?? SIGNS[key];
        return sign ?? (isWord(key) ? t(WORDS[key]) : key);
      });
}
