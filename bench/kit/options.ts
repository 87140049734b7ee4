/** What a measurement was asked for on its command line. */

import { parseArgs } from 'node:util';

export interface Options {
  json: boolean;
  /** Fewer and shorter repetitions. */
  short: boolean;
  prof: boolean;
  /** 0: as many as the measurement thinks right. */
  reps: number;
}

/** Parses `--json --short --prof --reps 5`. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      prof: { type: 'boolean', default: false },
      reps: { type: 'string', default: '0' },
    },
  });
  return { ...values, reps: Number(values.reps) };
}
