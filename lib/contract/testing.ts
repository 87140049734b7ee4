/** Words for tests of what is written down, as the catalogue has them in English. */

import type { TraceWords } from './trace-words';
import type { TranscriptWords } from './transcript';

const STATES = { running: 'running', done: '', failed: 'Failed', unfinished: 'Not finished' };
const OWN = { waiting: 'Waiting', thinking: 'Thinking and writing', writing: 'Writing' };

const traceForTests: TraceWords = {
  step: (step) => step.toolName,
  duration: (ms) => `${(ms / 1000).toFixed(1)} s`,
  size: (bytes) => `${bytes} B`,
  used: (count, running) => (running ? 'Using tools' : `Used ${count} tools`),
  failed: (count) => `${count} failed`,
  state: (state) => STATES[state],
  took: (time) => `Took ${time}`,
  own: (kind) => OWN[kind],
};

export const wordsForTests: TranscriptWords = {
  arguments: 'Arguments',
  result: 'Result',
  stopped: 'Stopped.',
  interrupted: 'The answer was cut off.',
  unanswered: 'The agent could not answer.',
  trace: traceForTests,
};
