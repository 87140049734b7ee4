import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createToolPairing } from './thinnest-tools';

/** `c` a call, `r` a result, with its name and, after a colon, its id. Tells the ids given. */
function pair(...events: string[]) {
  const tools = createToolPairing();
  return events.map((event) => {
    const [, kind, name, id] = /^(.)(\w*):?(.*)$/.exec(event) ?? [];
    const fields = { ...(name && { name }), ...(id && { id }), args: 1, result: 1 };
    const told = kind === 'c' ? tools.call(fields) : tools.result(fields);
    return told === null || told === 'repeated' ? told : `${told.name}:${told.id}`;
  });
}

test.each([
  [
    'without ids: by name, first in first out',
    ['cA', 'cB', 'cA', 'rA', 'rB', 'rA'],
    ['A:call_1', 'B:call_2', 'A:call_3', 'A:call_1', 'B:call_2', 'A:call_3'],
  ],
  ['ids win over order', ['cA:x', 'cA:y', 'rA:y', 'rA:x'], ['A:x', 'A:y', 'A:y', 'A:x']],
  ['a result without an id finds a call with one', ['cA:x', 'rA'], ['A:x', 'A:x']],
  ['a result with an id finds a call without one', ['cA', 'rA:x'], ['A:call_1', 'A:call_1']],
  ['a result with an id does not take a call with another', ['cA:x', 'rA:y'], ['A:x', 'A:y']],
  ['a result may leave out the name where it has the id', ['cA:x', 'r:x'], ['A:x', 'A:x']],
  ['a result with neither is nothing', ['cA', 'r'], ['A:call_1', null]],
  ['a call without a name is nothing', ['c', 'c:x'], [null, null]],
  [
    'repeated calls and results',
    ['cA:x', 'cA:x', 'rA:x', 'rA:x', 'cA:x'],
    ['A:x', 'repeated', 'A:x', 'repeated', 'repeated'],
  ],
  ['orphans', ['rA', 'rA', 'rA:x', 'rA:x'], ['A:call_1', 'A:call_2', 'A:x', 'repeated']],
  [
    'ids made here avoid those that are taken',
    ['cA:call_1', 'cA', 'rA', 'rA'],
    ['A:call_1', 'A:call_2', 'A:call_1', 'A:call_2'],
  ],
])('S21 pairing: %s', (_, events, told) => {
  expect(pair(...events)).toEqual(told);
});

test('every result of a well-formed order without ids goes to its own call', () => {
  const plan = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3)), { maxLength: 60 });
  fc.assert(
    fc.property(plan, (steps) => {
      const tools = createToolPairing();
      const open: { name: string; id: string }[] = [];
      for (const [name, choice] of steps) {
        const oldest = open.find((call) => call.name === name);
        if (choice === 0 && oldest) {
          open.splice(open.indexOf(oldest), 1);
          expect(tools.result({ name, result: null })).toMatchObject({ id: oldest.id });
        } else {
          const call = tools.call({ name, args: {} });
          if (call === null || call === 'repeated') throw new Error('A call was not taken.');
          expect(open.map(({ id }) => id)).not.toContain(call.id);
          open.push(call);
        }
      }
    }),
  );
});

test.each([
  [{ args: { a: [1] } }, { a: [1] }],
  [{ args: 'text' }, 'text'],
  [{ args: null, arguments: '{"a":1}' }, '{"a":1}'],
  [{}, null],
  [{ args: false }, false],
])('arguments are kept as they came: %j', (fields, args) => {
  expect(createToolPairing().call({ name: 'a', ...fields })).toMatchObject({ args });
});

test.each([
  [{ result: { a: [1] } }, { result: { a: [1] } }],
  [
    { result: 'no', failed: true },
    { result: 'no', failed: true },
  ],
  [
    { result: 'no', is_error: true },
    { result: 'no', failed: true },
  ],
  [{ error: 'no' }, { result: 'no' }],
  [{ result: 1, failed: 'yes' }, { result: 1 }],
  [{}, { result: null }],
])('results are kept as they came: %j', (fields, told) => {
  expect(createToolPairing().result({ name: 'a', id: 7, ...fields })).toEqual({
    type: 'tool_result',
    id: '7',
    name: 'a',
    ...told,
  });
});

test('names and ids are bounded, values that nest without end are not taken', () => {
  const tools = createToolPairing();
  const call = tools.call({ name: 'n'.repeat(1000), id: 'i'.repeat(1000) });
  expect(call).toMatchObject({ name: 'n'.repeat(200), id: 'i'.repeat(200) });
  const deep: unknown = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
  expect(tools.call({ name: 'a', args: deep })).toBeNull();
  expect(tools.result({ name: 'a', result: deep })).toBeNull();
});
