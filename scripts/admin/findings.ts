/** What `doctor` finds, and how it is printed. Imports nothing that needs a sound environment. */

import type { Outcome } from './command';

/** `ok`, worth knowing, worth mending, or broken. Only `fail` makes the command fail. */
type FindingState = 'ok' | 'note' | 'warn' | 'fail';

/** One thing that was looked at. `fix` says what to do about it. */
export interface Finding {
  name: string;
  state: FindingState;
  detail: string;
  fix?: string;
}

const MARKS: Record<FindingState, string> = { ok: '✓', note: '·', warn: '!', fail: '✗' };

/** The answer of `doctor`. */
export function diagnosis(findings: Finding[]): Outcome {
  const failed = findings.some((finding) => finding.state === 'fail');
  const lines = findings.map(({ name, state, detail, fix }) => {
    const head = `${MARKS[state]} ${name}: ${detail}`;
    return fix ? `${head}\n    → ${fix}` : head;
  });
  const verdict = failed ? 'Something must be mended.' : 'Nothing stands in the way.';
  return {
    data: { ok: !failed, findings },
    text: `${lines.join('\n')}\n\n${verdict}`,
    failed,
  };
}

/** What `doctor` says when the environment itself cannot be used. */
export function brokenEnvironment(message: string): Outcome {
  const fix = 'Correct these variables (see .env.example).';
  return diagnosis([{ name: 'Environment', state: 'fail', detail: message, fix }]);
}
