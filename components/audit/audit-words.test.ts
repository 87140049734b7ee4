import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AUDIT_NOUNS } from '@/lib/contract/audit-list';
import words from '@/messages/en/audit.json';

/** What the code calls what it writes to the audit log. */
function actionsOfTheCode(): string[] {
  const files = globSync(['lib/**/*.ts', 'app/**/*.ts', 'scripts/**/*.ts'], {
    exclude: ['**/*.test.ts'],
  });
  const found = new Set<string>();
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    const places = code.matchAll(/(?:action:|noteChange\(|changed\(|note\(by,)([^;{}]{1,120})/g);
    for (const [, place = ''] of places) {
      for (const [, action = ''] of place.matchAll(/'([a-z]+\.[a-z_]+)'/g)) found.add(action);
    }
  }
  return [...found].sort();
}

it('every action has its words, and every kind of thing its name', () => {
  const actions = actionsOfTheCode();
  expect(actions.length).toBeGreaterThan(20);
  const wordless = actions.filter((action) => {
    const [noun = '', verb = ''] = action.split('.');
    const verbs: Record<string, Record<string, string>> = words.actions;
    return !verbs[noun]?.[verb] || !AUDIT_NOUNS.some((known) => known === noun);
  });
  expect(wordless).toEqual([]);
  expect(Object.keys(words.nouns).sort()).toEqual([...AUDIT_NOUNS].sort());
});
