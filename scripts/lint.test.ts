import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** A file that breaks one rule of the house, and the rule. */
const OFFENCES: [rule: string, file: string, text: string][] = [
  // Who may import whom.
  ['noRestrictedImports', 'lib/contract/a.ts', `import '@/lib/env';`],
  ['noRestrictedImports', 'lib/db/a.ts', `import '@/lib/runs/start';`],
  ['noRestrictedImports', 'lib/engines/a.ts', `import '@/lib/db/client';`],
  ['noRestrictedImports', 'lib/auth/a.ts', `import '@/lib/runs/start';`],
  ['noRestrictedImports', 'lib/limits/a.ts', `import '@/lib/http/handler';`],
  ['noRestrictedImports', 'lib/runs/a.ts', `import '@/lib/auth/guard';`],
  ['noRestrictedImports', 'lib/http/a.ts', `import '@/lib/runs/start';`],
  ['noRestrictedImports', 'lib/client/a.ts', `import '@/lib/log';`],
  ['noRestrictedImports', 'components/a.tsx', `import '@/lib/db/client';`],
  [
    'noRestrictedImports',
    'components/b.tsx',
    `import type { Env } from '@/lib/env';\nexport type A = Env;`,
  ],
  ['noRestrictedImports', 'lib/b.ts', `import '@/app/page';`],
  ['noRestrictedImports', 'lib/db/b.ts', `import '../env';`],
  ['noRestrictedImports', 'app/a.ts', `export const a = () => import('../lib/env');`],
  [
    'noImportCycles',
    'lib/x/one.ts',
    `import { two } from '@/lib/x/two';\nexport const one = () => two;`,
  ],
  ['noImportCycles', 'lib/y/one.ts', `import type { B } from './two';\nexport type A = B;`],
  // Sizes.
  ['noExcessiveLinesPerFile', 'lib/long.ts', 'export const a = 1;\n'.repeat(301)],
  ['noExcessiveLinesPerFunction', 'lib/tall.ts', functionOf(61)],
  ['noExcessiveLinesPerFunction', 'components/tall.tsx', functionOf(91)],
  ['useMaxParams', 'lib/wide.ts', 'export const f = (a, b, c, d) => [a, b, c, d];'],
  // What says less than it seems to.
  ['noExplicitAny', 'lib/any.ts', 'export const a = (b: any) => b;'],
  ['noNonNullAssertion', 'lib/bang.ts', 'export const a = (b?: string) => b!.length;'],
  ['noProcessEnv', 'lib/runs/env.ts', 'export const a = process.env.PORT;'],
  ['noProcessEnv', 'components/env.tsx', 'export const a = process.env.PORT;'],
  ['noDefaultExport', 'lib/default.ts', 'export default 1;'],
  ['noEmptyBlockStatements', 'lib/catch.ts', 'try {\n  throw 1;\n} catch {}'],
  [
    'noFocusedTests',
    'lib/only.test.ts',
    `import { test } from 'vitest';\ntest.only('a', () => 1);`,
  ],
  [
    'noSkippedTests',
    'lib/skip.test.ts',
    `import { test } from 'vitest';\ntest.skip('a', () => 1);`,
  ],
  [
    'noFloatingPromises',
    'lib/floating.ts',
    'async function f() {}\nexport const a = () => {\n  f();\n};',
  ],
  [
    'noPlaywrightWaitForTimeout',
    'e2e/wait.spec.ts',
    'export const a = (page) => page.waitForTimeout(500);',
  ],
  ['noJsxLiterals', 'components/text.tsx', 'export const A = () => <p>Hello</p>;'],
  ['useFilenamingConvention', 'lib/camelCase.ts', 'export const a = 1;'],
];

/** What the rules must leave alone. */
const ALLOWED: [file: string, text: string][] = [
  ['lib/runs/ok.ts', `import '@/lib/engines/engine';\nimport '@/lib/db/client';`],
  ['lib/runs/ok.test.ts', `import '@/lib/env';\nimport '@/e2e/app';`],
  ['components/ok.tsx', `import '@/lib/contract/events';\nimport '@/components/other';`],
  ['lib/fine.ts', functionOf(60)],
  ['lib/x/two.ts', `import { one } from '@/lib/x/one';\nexport const two = () => one;`],
  ['lib/y/two.ts', `import type { A } from './one';\nexport type B = A;`],
];

let reported: Set<string>;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gossamer-lint-'));
  for (const name of ['biome.json', 'tsconfig.json', 'package.json', '.gitignore']) {
    cpSync(join(ROOT, name), join(folder, name));
  }
  const files = [...OFFENCES.map(([, file, text]) => [file, text] as const), ...ALLOWED];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  reported = new Set(lint().map(({ category, path }) => `${category.split('/').pop()} ${path}`));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(OFFENCES)('%s is an error in %s', (rule, file) => {
  expect(reported).toContain(`${rule} ${file}`);
});

test('what is allowed is not reported', () => {
  const files = ALLOWED.map(([file]) => file).filter((file) => !/\/[xy]\//.test(file));
  expect([...reported].filter((entry) => files.some((file) => entry.endsWith(` ${file}`)))).toEqual(
    [],
  );
});

/** The errors of the copy, as the linter's JSON report names them. */
function lint(): { category: string; path: string }[] {
  const biome = join(ROOT, 'node_modules', '.bin', 'biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=error'];
  try {
    execFileSync(biome, args, { cwd: folder, stdio: 'pipe' });
  } catch (error) {
    // It exits with 1, since there are errors.
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    const { diagnostics } = JSON.parse(String(error.stdout));
    return diagnostics.map((entry: { category: string; location: { path: unknown } }) => ({
      category: entry.category,
      path: pathOf(entry.location.path),
    }));
  }
  throw new Error('Nothing was reported.');
}

function pathOf(path: unknown): string {
  const text = typeof path === 'string' ? path : JSON.stringify(path);
  return text.replace(`${folder}/`, '').replace(/^\.\//, '');
}

/** A function whose body has so many lines. */
function functionOf(lines: number): string {
  return `export function f() {\n${'  Math.random();\n'.repeat(lines - 1)}  return 1;\n}`;
}
