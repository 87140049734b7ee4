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

/** `flaky` passed at a second try only; errors outside of tests count each. */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
