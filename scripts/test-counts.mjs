/** What the runners' JSON reports say, as `{ passed, failed, skipped }`. */

/** A file that failed without a failed test (it did not load, a hook threw) counts as one. */
export function countVitest({ numPassedTests, numFailedTests, testResults, ...rest }) {
  const broken = testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: rest.numPendingTests + rest.numTodoTests,
  };
}

/**
 * Errors outside of tests count each. A test that passed at its second try only has
 * passed, and is named in `flaky`: one machine's bad moment must not hide what the
 * others say, and a test that stays in this list is a defect to be mended.
 */
export function countPlaywright({ stats, errors, suites = [] }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    flaky: suites.flatMap(flakyTitles),
  };
}

function flakyTitles({ suites = [], specs = [] }) {
  const here = specs.filter((spec) => spec.tests.some(({ status }) => status === 'flaky'));
  return [...here.map((spec) => `${spec.file}: ${spec.title}`), ...suites.flatMap(flakyTitles)];
}
