/** Tables to take home. The cells themselves are made safe in `contract/csv`. */

import { csvRow } from '@/lib/contract/csv';
import { attachment } from './names';
import { textStream } from './text-stream';

/** Says to spreadsheets that it is UTF-8. */
const MARK = '\uFEFF';

type Rows = Iterable<readonly string[]> | AsyncIterable<readonly string[]>;

/**
 * The answer that hands a table over as a file, the head first, written as it is read.
 * `name` goes without its ending.
 */
export function csvResponse(name: string, rows: Rows): Response {
  return new Response(textStream(linesOf(rows)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachment(`${name}.csv`),
    },
  });
}

/** Many rows at a time: a chunk for each would cost more than the rows. */
const AT_ONCE = 200;

async function* linesOf(rows: Rows): AsyncGenerator<string, void, void> {
  let text = MARK;
  let held = 0;
  for await (const row of rows) {
    text += `${csvRow(row)}\r\n`;
    held += 1;
    if (held < AT_ONCE) continue;
    yield text;
    text = '';
    held = 0;
  }
  if (text) yield text;
}
