import { join } from 'node:path';
import { expect, test } from 'vitest';

// By its path, since it is plain JavaScript that TypeScript does not read.
const { countPlaywright, countVitest } = await import(join(import.meta.dirname, 'test-counts.mjs'));

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((result) => ({ status: result })),
});

test('a test file that fails as a whole counts, though none of its tests failed', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      file('failed', 'passed', 'failed', 'skipped', 'todo'),
      file('failed'),
      file('failed', 'skipped'),
      file('passed', 'passed'),
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 1, failed: 3, skipped: 3 });
});

test('a browser test that needed a second try is named, and an error outside of tests has failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  const spec = (title: string, status: string) => ({
    file: 'a.spec.ts',
    title,
    tests: [{ status }],
  });
  const suites = [
    { specs: [spec('one', 'expected')], suites: [{ specs: [spec('two', 'flaky')] }] },
  ];
  expect(countPlaywright({ stats, errors: [{ message: 'No such file' }], suites })).toEqual({
    passed: 6,
    failed: 2,
    skipped: 2,
    flaky: ['a.spec.ts: two'],
  });
});
