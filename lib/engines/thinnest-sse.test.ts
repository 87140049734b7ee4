/** S14–S16: reading event streams as the WHATWG standard says, however they are cut. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameReader, type Frame } from '@/lib/contract/sse';
import type { EngineEvent } from './engine';
import { createTranslator } from './thinnest-events';
import { createFrames } from './thinnest-stream';

/** Events of a body that arrives in these pieces, as the engine reads it. */
function read(pieces: readonly Buffer[]): { events: EngineEvent[]; oddities: string[] } {
  const oddities: string[] = [];
  const translator = createTranslator({
    maxBadEvents: 10,
    oddity: (kind) => oddities.push(kind),
  });
  const frames = createFrames(translator, 1_000_000);
  for (const piece of pieces) frames.feed(piece);
  frames.finish();
  return { events: translator.drain(), oddities };
}

function cutEvery(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...[...places].sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

const LINES = [
  '\uFEFF: a comment',
  'retry: 3000',
  'id: r.1',
  'data: {"type":"text","content":"Grüße, 世界 👋🏽 "}',
  '',
  'event: message',
  'data:{"type":"text",',
  'data: "content":"two lines"}',
  '',
  ':',
  'data: {"type":"tool_call","name":"find","args":{"q":"a\\nb"}}',
  '',
  '',
  'id',
  'unknown: field',
  'data: {"type":"tool_result","name":"find","result":"data: {\\"type\\":\\"done\\"}"}',
  '',
  'data: not json',
  '',
  'data: {"type":"done","usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}',
  '',
  '',
];
const MIX = ['\n', '\r\n', '\r', '\r\n', '\r', '\n', '\n'];
const TRANSCRIPTS = {
  LF: LINES.join('\n'),
  CRLF: LINES.join('\r\n'),
  CR: LINES.join('\r'),
  // A mixed ending never makes `\r` + `\n` of two lines, which would be one ending.
  mixed: LINES.reduce((all, line, n) => {
    const ending = MIX[n % MIX.length] ?? '\n';
    return `${all}${line === '' && all.endsWith('\r') && ending === '\n' ? '\r' : line + ending}`;
  }, ''),
};

const EXPECTED = {
  events: [
    { type: 'text', content: 'Grüße, 世界 👋🏽 ' },
    { type: 'text', content: 'two lines' },
    { type: 'tool_call', id: 'call_1', name: 'find', args: { q: 'a\nb' } },
    { type: 'tool_result', id: 'call_1', name: 'find', result: 'data: {"type":"done"}' },
    { type: 'finish', usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 } },
  ],
  oddities: ['bad_event'],
};

test.each(Object.entries(TRANSCRIPTS))(
  'S14 %s endings, cut at every size 1–64, read the same',
  (_, transcript) => {
    const bytes = Buffer.from(transcript);
    for (let size = 1; size <= 64; size++) expect(read(cutEvery(bytes, size))).toEqual(EXPECTED);
  },
);

test('S14 any endings, cut at 12,000 random places, read the same', () => {
  const one = fc.constantFrom(...Object.values(TRANSCRIPTS)).chain((transcript) => {
    const bytes = Buffer.from(transcript);
    const places = fc.array(fc.nat(bytes.length), { minLength: 6, maxLength: 40 });
    return places.map((chosen) => cutAt(bytes, chosen));
  });
  fc.assert(
    fc.property(one, (pieces) => {
      expect(read(pieces)).toEqual(EXPECTED);
    }),
    { numRuns: 12_000 },
  );
});

test('S14 any events in any endings and cuts come out as they went in', () => {
  const written = fc.record({
    contents: fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 8 }),
    ending: fc.constantFrom('\n', '\r\n', '\r'),
    space: fc.constantFrom('', ' '),
    size: fc.integer({ min: 1, max: 64 }),
  });
  fc.assert(
    fc.property(written, ({ contents, ending, space, size }) => {
      const events = contents.map((content) => ({ type: 'text', content }));
      const body = events
        .map((e) => `data:${space}${JSON.stringify(e)}${ending}${ending}`)
        .join('');
      expect(read(cutEvery(Buffer.from(body), size)).events).toEqual(events);
    }),
    { numRuns: 1000 },
  );
});

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const ONE_TEXT = Buffer.from('data: {"type":"text","content":"first"}\n\n');

test('S15 a BOM split over three chunks does not lose the first event', () => {
  const pieces = [...cutEvery(BOM, 1), ONE_TEXT];
  expect(read(pieces).events).toEqual([{ type: 'text', content: 'first' }]);
});

test('S15 only one leading BOM is taken: a second belongs to the first line', () => {
  expect(read([BOM, BOM, ONE_TEXT]).events).toEqual([]);
});

test('S15 a BOM later is kept as data', () => {
  const body = Buffer.from('data: {"type":"text","content":"a\uFEFFb"}\n\n');
  expect(read([ONE_TEXT, body]).events).toEqual([
    { type: 'text', content: 'first' },
    { type: 'text', content: 'a\uFEFFb' },
  ]);
});

/** A case of S16: what is received, and the frames that the standard makes of it. */
type Case = [what: string, received: string, frames: Frame[]];

const CASES: Case[] = [
  ['one event', 'data: a\n\n', [{ data: 'a' }]],
  ['no blank line, no event', 'data: a\n', []],
  ['data without a space', 'data:a\n\n', [{ data: 'a' }]],
  ['one space only is taken', 'data:  a\n\n', [{ data: ' a' }]],
  ['a tab is not a space', 'data:\ta\n\n', [{ data: '\ta' }]],
  ['trailing spaces stay', 'data: a \n\n', [{ data: 'a ' }]],
  ['two data lines join with a line feed', 'data: a\ndata: b\n\n', [{ data: 'a\nb' }]],
  ['an empty line between data lines', 'data: a\ndata\ndata: b\n\n', [{ data: 'a\n\nb' }]],
  ['data without a colon is empty data', 'data\n\n', [{ data: '' }]],
  ['data with nothing is empty data', 'data:\n\n', [{ data: '' }]],
  ['two empty data lines are one line feed', 'data\ndata\n\n', [{ data: '\n' }]],
  ['only the first colon parts', 'data: a:b: c\n\n', [{ data: 'a:b: c' }]],
  ['a comment is nothing', ': hello\n\n', []],
  ['an empty comment is nothing', ':\n\n', []],
  ['a comment within an event', 'data: a\n: hello\ndata: b\n\n', [{ data: 'a\nb' }]],
  ['a comment that looks like data', ':data: a\n\n', []],
  ['blank lines alone are nothing', '\n\n\n\n', []],
  ['blank lines before an event', '\n\ndata: a\n\n', [{ data: 'a' }]],
  [
    'extra blank lines between events',
    'data: a\n\n\n\ndata: b\n\n',
    [{ data: 'a' }, { data: 'b' }],
  ],
  ['unknown fields are ignored', 'foo: x\ndata: a\nbar\n\n', [{ data: 'a' }]],
  ['field names are case-sensitive', 'Data: x\nDATA: y\ndata: a\n\n', [{ data: 'a' }]],
  ['a space before the colon is another field', 'data : x\ndata: a\n\n', [{ data: 'a' }]],
  ['a space before the field is another field', ' data: x\ndata: a\n\n', [{ data: 'a' }]],
  ['a longer field name is another field', 'datax: x\ndata: a\n\n', [{ data: 'a' }]],
  ['a shorter field name is another field', 'dat: x\ndata: a\n\n', [{ data: 'a' }]],
  ['an event type with data', 'event: update\ndata: a\n\n', [{ data: 'a' }]],
  ['an event type without data is no event', 'event: update\n\n', []],
  ['the type does not reach the next event', 'event: x\n\ndata: a\n\n', [{ data: 'a' }]],
  ['an empty event type', 'event:\ndata: a\n\n', [{ data: 'a' }]],
  ['an id', 'id: 7\ndata: a\n\n', [{ id: '7', data: 'a' }]],
  ['an id after the data', 'data: a\nid: 7\n\n', [{ id: '7', data: 'a' }]],
  ['the last id of an event counts', 'id: 1\nid: 2\ndata: a\n\n', [{ id: '2', data: 'a' }]],
  ['an empty id', 'id\ndata: a\n\n', [{ id: '', data: 'a' }]],
  ['an id with NUL is ignored', 'id: 1\0\ndata: a\n\n', [{ data: 'a' }]],
  ['an id without data is no event', 'id: 7\n\n', []],
  ['NUL in data stays', 'data: a\0b\n\n', [{ data: 'a\0b' }]],
  ['retry in digits', 'retry: 1000\ndata: a\n\n', [{ data: 'a' }]],
  ['retry that is no number', 'retry: 1s\ndata: a\n\n', [{ data: 'a' }]],
  ['retry that is empty', 'retry\ndata: a\n\n', [{ data: 'a' }]],
  ['CR ends lines', 'data: a\r\rdata: b\r\r', [{ data: 'a' }, { data: 'b' }]],
  ['CRLF ends lines', 'data: a\r\n\r\ndata: b\r\n\r\n', [{ data: 'a' }, { data: 'b' }]],
  ['CRLF is one ending', 'data: a\r\ndata: b\r\n\r\n', [{ data: 'a\nb' }]],
  ['CR then CRLF is a blank line', 'data: a\r\r\ndata: b\n\n', [{ data: 'a' }, { data: 'b' }]],
  ['LF then CR is a blank line', 'data: a\n\rdata: b\n\n', [{ data: 'a' }, { data: 'b' }]],
  ['CRLF then CR is a blank line', 'data: a\r\n\rdata: b\n\n', [{ data: 'a' }, { data: 'b' }]],
  ['LFCR pairs are two endings', 'data: a\n\r\n', [{ data: 'a' }]],
  [
    'other line separators are data',
    'data: a\u2028b\u2029c\u0085d\vf\f\n\n',
    [{ data: 'a\u2028b\u2029c\u0085d\vf\f' }],
  ],
  ['a BOM at the start is taken', '\uFEFFdata: a\n\n', [{ data: 'a' }]],
  ['a second BOM is part of the field', '\uFEFF\uFEFFdata: a\n\n', []],
  ['a BOM later is part of the field', 'data: a\n\n\uFEFFdata: b\n\n', [{ data: 'a' }]],
  ['a BOM before a comment', '\uFEFF: hello\ndata: a\n\n', [{ data: 'a' }]],
  ['data after the last blank line is dropped', 'data: a\n\ndata: b', [{ data: 'a' }]],
  ['a half field at the end is dropped', 'data: a\n\ndat', [{ data: 'a' }]],
  ['astral characters', 'data: 👋🏽\n\n', [{ data: '👋🏽' }]],
  ['a very long field name', `${'x'.repeat(70_000)}: y\ndata: a\n\n`, [{ data: 'a' }]],
  ['a very long value', `data: ${'x'.repeat(70_000)}\n\n`, [{ data: 'x'.repeat(70_000) }]],
];

function framesOf(pieces: readonly string[]): Frame[] {
  const frames: Frame[] = [];
  const reader = createFrameReader({
    onFrame: ({ id, data }) => frames.push(id === undefined ? { data } : { id, data }),
  });
  for (const piece of pieces) reader.feed(piece);
  return frames;
}

test.each(CASES)('S16 %s', (_, received, frames) => {
  expect(framesOf([received])).toEqual(frames);
  if (received.length < 1000) expect(framesOf(received.split(''))).toEqual(frames);
  const half = received.length >> 1;
  expect(framesOf([received.slice(0, half), '', received.slice(half)])).toEqual(frames);
});
