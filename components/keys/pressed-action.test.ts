import { describe, expect, it } from 'vitest';
import { ariaKeys, combinationOf, isPressed, type Press, parseCombination } from './combination';
import { conflictOf } from './conflict';
import { pressedAction, type Surroundings } from './pressed-action';
import { createRegistry } from './registry';
import { findAction, SHORTCUT_ACTIONS, type ShortcutAction } from './shortcut-actions';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const page: Surroundings = { typing: 'no', covered: false, composing: false };
const pc = { own: {}, apple: false };
const pressed = (what: Press, where: Partial<Surroundings> = {}, keyboard = pc) =>
  pressedAction(what, { ...page, ...where }, keyboard)?.id ?? null;
const action = (id: string): ShortcutAction => {
  const found = findAction(id);
  if (!found) throw new Error(id);
  return found;
};

describe('combinations', () => {
  it('have one right form each', () => {
    expect(parseCombination('Mod+Shift+O')).not.toBeNull();
    for (const wrong of ['Shift+Mod+O', 'mod+o', 'Mod+', 'Mod', 'Mod+Mod+O', '', 'Hyper+O']) {
      expect(parseCombination(wrong), wrong).toBeNull();
    }
  });
  it('of every action can be read', () => {
    for (const { keys } of SHORTCUT_ACTIONS) {
      expect(parseCombination(keys.mac)).not.toBeNull();
      expect(parseCombination(keys.other)).not.toBeNull();
    }
  });
  it('are ⌘ on Apple and Ctrl elsewhere', () => {
    const meta = press('K', { metaKey: true });
    const control = press('k', { ctrlKey: true });
    expect([isPressed('Mod+K', meta, true), isPressed('Mod+K', meta, false)]).toEqual([
      true,
      false,
    ]);
    expect([isPressed('Mod+K', control, true), isPressed('Mod+K', control, false)]).toEqual([
      false,
      true,
    ]);
    expect(ariaKeys('Mod+Shift+O', true)).toBe('Meta+Shift+O');
    expect(ariaKeys('Mod+Shift+O', false)).toBe('Control+Shift+O');
  });
  it('take signs as they are typed, and by their place', () => {
    const german = press('/', { code: 'Digit7', ctrlKey: true, shiftKey: true });
    expect(isPressed('Mod+/', german, false)).toBe(true);
    const american = press(':', { code: 'Semicolon', ctrlKey: true, shiftKey: true });
    expect(isPressed('Mod+Shift+;', american, false)).toBe(true);
  });
  it('take letters of other scripts by their place', () => {
    const greek = press('κ', { code: 'KeyK', ctrlKey: true });
    expect(isPressed('Mod+K', greek, false)).toBe(true);
    // Dvorak: what is written on the key counts, not where it is.
    expect(isPressed('Mod+K', press('t', { code: 'KeyK', ctrlKey: true }), false)).toBe(false);
  });
  it('are recorded in their right form', () => {
    expect(combinationOf(press('o', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+O');
    expect(combinationOf(press('F2'), false)).toBe('F2');
    expect(combinationOf(press('Control', { ctrlKey: true }), false)).toBeNull();
    expect(combinationOf(press('e', { metaKey: true }), false)).toBeNull();
  });
});

describe('pressing keys', () => {
  const help = press('/', { code: 'Slash', ctrlKey: true });
  it('finds the action, with exactly its modifiers', () => {
    expect(pressed(press('O', { ctrlKey: true, shiftKey: true }))).toBe('newChat');
    expect(pressed(press('o', { ctrlKey: true }))).toBeNull();
    expect(pressed(press('Escape'))).toBe('stop');
    expect(pressed(press('Escape', { shiftKey: true }))).toBe('focusComposer');
  });
  it('does nothing under a dialog, and nothing while a word is being composed', () => {
    expect(pressed(help, { covered: true })).toBeNull();
    expect(pressed(help, { composing: true })).toBeNull();
    expect(pressed(press('Escape'), { composing: true, typing: 'composer' })).toBeNull();
  });
  it('lets typing be typing', () => {
    const own = { stop: 'Alt+S' };
    const keyboard = { own, apple: false };
    expect(pressed(press('s', { altKey: true }), {}, keyboard)).toBe('stop');
    expect(pressed(press('s', { altKey: true }), { typing: 'composer' }, keyboard)).toBeNull();
    expect(pressed(help, { typing: 'elsewhere' })).toBe('shortcuts');
    expect(pressed(press('Escape'), { typing: 'elsewhere' })).toBeNull();
    expect(pressed(press('Escape'), { typing: 'composer' })).toBe('stop');
    expect(pressed(press('Escape', { shiftKey: true }), { typing: 'elsewhere' })).toBe(
      'focusComposer',
    );
  });
  it('edits the last message from an empty composer only', () => {
    expect(pressed(press('ArrowUp'), { typing: 'empty composer' })).toBe('editLast');
    expect(pressed(press('ArrowUp'), { typing: 'composer' })).toBeNull();
    expect(pressed(press('ArrowUp'))).toBeNull();
  });
  it('follows the own keys, and leaves out what is switched off', () => {
    const own = { newChat: 'Mod+J', shortcuts: '' };
    expect(pressed(press('j', { ctrlKey: true }), {}, { own, apple: false })).toBe('newChat');
    expect(
      pressed(press('O', { ctrlKey: true, shiftKey: true }), {}, { own, apple: false }),
    ).toBeNull();
    expect(pressed(help, {}, { own, apple: false })).toBeNull();
  });
  it('leaves fixed keys to their elements', () => {
    expect(pressed(press('s', { ctrlKey: true }))).toBeNull();
    expect(pressed(press('Enter'), { typing: 'composer' })).toBeNull();
  });
});

describe('conflicts', () => {
  it('do not stand among the defaults', () => {
    for (const apple of [true, false]) {
      for (const { id, keys } of SHORTCUT_ACTIONS) {
        const conflict = conflictOf(action(id), apple ? keys.mac : keys.other, { own: {}, apple });
        expect(conflict, id).toBeNull();
      }
    }
  });
  it('name the action that has the keys, by default or by choice', () => {
    expect(conflictOf(action('stop'), 'Mod+K', pc)).toEqual({ kind: 'taken', by: 'palette' });
    expect(conflictOf(action('stop'), 'Mod+S', pc)).toEqual({ kind: 'taken', by: 'save' });
    const own = { newChat: 'Mod+G', palette: '' };
    expect(conflictOf(action('stop'), 'Mod+G', { ...pc, own })).toEqual({
      kind: 'taken',
      by: 'newChat',
    });
    expect(conflictOf(action('stop'), 'Mod+K', { ...pc, own })).toBeNull();
  });
  it('say what the browser, editing and typing need', () => {
    expect(conflictOf(action('stop'), 'Mod+T', pc)).toEqual({ kind: 'browser' });
    expect(conflictOf(action('stop'), 'Mod+C', pc)).toEqual({ kind: 'editing' });
    expect(conflictOf(action('stop'), 'Tab', pc)).toEqual({ kind: 'editing' });
    expect(conflictOf(action('stop'), 'Shift+G', pc)).toEqual({ kind: 'modifier' });
    expect(conflictOf(action('stop'), 'nonsense', pc)).toEqual({ kind: 'unknown' });
    expect(conflictOf(action('stop'), '', pc)).toBeNull();
  });
});

describe('the registry', () => {
  it('does the latest registration, and the one before when that is gone', () => {
    const registry = createRegistry();
    const done: string[] = [];
    registry.add('stop', () => done.push('first'));
    const undo = registry.add('stop', () => done.push('second'));
    expect(registry.run('stop')).toBe(true);
    undo();
    registry.run('stop');
    expect(done).toEqual(['second', 'first']);
    expect(registry.run('sidebar')).toBe(false);
    expect(registry.can('sidebar')).toBe(false);
  });
});
