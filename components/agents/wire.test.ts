import { expect, it } from 'vitest';
import { MAX_ROWS, pretty, readFrames, rowOf, withRows } from './wire';

it('a row says type and time: when it arrived, else the server’s', () => {
  const text = { id: 'r.1', data: '{"type":"text","content":"a"}' };
  expect(rowOf(text, 1, 40)).toEqual({ n: 1, id: 'r.1', type: 'text', data: text.data, atMs: 40 });
  const tool = { id: 'r.2', data: '{"type":"tool_call","at":7}' };
  expect(rowOf(tool, 2, 40)).toMatchObject({ type: 'tool_call', atMs: 40 });
  expect(rowOf(tool, 2, null).atMs).toBe(7);
  expect(rowOf(text, 1, null).atMs).toBeNull();
});

it.each(['not json', '7', 'null', '{"type":7}'])(
  'what is no event is kept as it came: %s',
  (data) => {
    expect(rowOf({ data }, 1, 0)).toMatchObject({ id: '', type: '', data });
  },
);

it('keeps a bounded number of rows, the newest', () => {
  const rows = Array.from({ length: MAX_ROWS }, (_, n) => rowOf({ data: '{}' }, n, 0));
  const more = withRows(rows, [rowOf({ data: '{}' }, MAX_ROWS, 0)]);
  expect([more.length, more[0]?.n, more.at(-1)?.n]).toEqual([MAX_ROWS, 1, MAX_ROWS]);
});

it('writes JSON on several lines, and leaves what is none', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty('{"a"')).toBe('{"a"');
});

it('reads frames wherever the network cut them', async () => {
  const bytes = new TextEncoder().encode(
    ': hi\n\nid: r.1\ndata: {"a":"ä"}\n\nid: r.2\ndata: {}\n\n',
  );
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 3) controller.enqueue(bytes.slice(at, at + 3));
      controller.close();
    },
  });
  const seen: string[] = [];
  await readFrames(new Response(body), (frames) => seen.push(...frames.map(({ data }) => data)));
  expect(seen).toEqual(['{"a":"ä"}', '{}']);
});
