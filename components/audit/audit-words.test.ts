import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
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
    const nouns: Record<string, string> = words.nouns;
    return !verbs[noun]?.[verb] || !nouns[noun];
  });
  expect(wordless).toEqual([]);
});
