import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isId, newId } from './ids';
import { createFrameReader, decodeRunEvent, encodeFrame, type Frame, parseCursor } from './sse';

function read(chunks: string[]): Frame[] {
  const frames: Frame[] = [];
  const reader = createFrameReader({ onFrame: (frame) => frames.push(frame) });
  for (const chunk of chunks) reader.feed(chunk);
  return frames;
}

describe('our own stream', () => {
  test('I17 carries any text, literally, whatever it looks like', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\n\ndata: {"type":"done"}\n\n',
        'event: error\r\ndata: x\r\n\r\n',
        '\u2028\u2029\u0000\ufeff',
        'id: x.9\n',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(nasty, { maxLength: 5 }),
        fc.integer({ min: 1, max: 64 }),
        (texts, size) => {
          const stream = texts
            .map((content, i) =>
              encodeFrame('run', i + 1, JSON.stringify({ type: 'text', content })),
            )
            .join('');
          const chunks = stream.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const frames = read(chunks);
          expect(frames.map((frame) => frame.id)).toEqual(texts.map((_, i) => `run.${i + 1}`));
          expect(frames.map((frame) => decodeRunEvent(frame.data))).toEqual(
            texts.map((content) => ({ type: 'text', content })),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test('is whole lines for readers that take any Unicode line end for one', () => {
    const content = 'a\u2028b\u2029c\u0085d\v\f\r\ne';
    const frame = encodeFrame('run', 1, JSON.stringify({ type: 'text', content }));
    const lines = frame.split(/[\n\r\v\f\u0085\u2028\u2029]/);
    expect(lines).toHaveLength(4);
    expect(read([frame]).map(({ data }) => decodeRunEvent(data))).toEqual([
      { type: 'text', content },
    ]);
  });

  test('stops at the size limit and says so', () => {
    const over: boolean[] = [];
    const reader = createFrameReader({
      maxBufferSize: 100,
      onFrame: () => expect.unreachable(),
      onOverflow: () => over.push(true),
    });
    reader.feed(`data: ${'x'.repeat(200)}`);
    expect(over).toEqual([true]);
  });

  test('S09 unknown types and things that are no events read as nothing', () => {
    for (const data of [
      '',
      'null',
      '[]',
      '{"type":"execute"}',
      '{"type":"__proto__"}',
      '{"type":1}',
    ]) {
      expect(decodeRunEvent(data)).toBeNull();
    }
  });

  test.each([
    ['abc.12', { runId: 'abc', seq: 12 }],
    ['abc', null],
    ['abc.', null],
    ['.1', null],
    ['a.b.1', null],
    ['abc.-1', null],
    [`abc.${'9'.repeat(20)}`, null],
    [null, null],
  ])('the cursor %s', (text, cursor) => {
    expect(parseCursor(text)).toEqual(cursor);
  });
});

test('ids are 26 letters and digits, and no two alike', () => {
  const ids = new Set(Array.from({ length: 1_000 }, newId));
  expect(ids.size).toBe(1_000);
  expect([...ids].every(isId)).toBe(true);
  for (const other of ['', 'sess_1', newId().toUpperCase().replace(/\d/g, 'A'), `${newId()}a`, 7]) {
    expect(isId(other)).toBe(false);
  }
});
