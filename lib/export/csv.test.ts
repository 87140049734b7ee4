import { expect, test } from 'vitest';
import { csvResponse } from './csv';

test('a table is handed over as a file, all of its rows and the head first', async () => {
  async function* rows() {
    yield ['Person', 'Runs'];
    for (let at = 0; at < 450; at++) yield [`=person ${at}`, String(at)];
  }
  const response = csvResponse('people 2026-11-25', rows());
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('people 2026-11-25.csv');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  expect(lines).toHaveLength(452);
  expect(lines.slice(0, 2)).toEqual(['Person,Runs', "'=person 0,0"]);
  expect(lines.at(-2)).toBe("'=person 449,449");
});
