import { notFound } from 'next/navigation';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/contract/errors';
import { formFields, perform } from './action';

const HERE = new Headers({ host: 'localhost:3000', origin: 'http://localhost:3000' });
const ELSEWHERE = new Headers({ host: 'localhost:3000', origin: 'https://evil.example' });

const schema = z.object({
  name: z.string().trim().min(1, 'Give it a name.'),
  size: z.coerce.number(),
});

function parts(steps: string[], outcome?: unknown) {
  return {
    schema,
    guard: async () => {
      steps.push('guard');
      if (outcome === 'guard') throw new AppError('forbidden');
      return { id: 'me' };
    },
    fn: async (input: z.output<typeof schema>, who: { id: string }) => {
      steps.push('fn');
      if (outcome !== undefined) throw outcome;
      return `${who.id} made ${input.name} of ${input.size}`;
    },
  };
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

describe('an action', () => {
  it('is guarded, checked, done and answered', async () => {
    const steps: string[] = [];
    const input = form({ name: ' web ', size: '3', $ACTION_ID_x: '' });
    expect(await perform(parts(steps), input, HERE)).toEqual({
      ok: true,
      data: 'me made web of 3',
    });
    expect(steps).toEqual(['guard', 'fn']);
    const object = { name: 'web', size: 4 };
    expect(await perform(parts([]), object, HERE)).toMatchObject({ data: 'me made web of 4' });
  });

  it('A16: from another site reaches neither guard nor function', async () => {
    const steps: string[] = [];
    const result = await perform(parts(steps), form({ name: 'web', size: '3' }), ELSEWHERE);
    expect(result).toMatchObject({ ok: false, code: 'forbidden_origin' });
    expect(steps).toEqual([]);
  });

  it('that the guard refuses never sees its input checked', async () => {
    const steps: string[] = [];
    const result = await perform(parts(steps, 'guard'), form({}), HERE);
    expect(result).toMatchObject({ ok: false, code: 'forbidden', fieldErrors: {} });
    expect(steps).toEqual(['guard']);
  });

  it('says which fields are wrong and gives back what was typed, but no password', async () => {
    const typed = form({ name: '  ', size: 'big', newPassword: 'hunter2', code: 'abc' });
    expect(await perform(parts([]), typed, HERE)).toEqual({
      ok: false,
      code: 'validation',
      message: 'Some fields are wrong.',
      fieldErrors: { name: 'Give it a name.', size: expect.stringContaining('number') },
      values: { name: '  ', size: 'big' },
    });
  });

  it('turns what its function throws into a failure that tells nothing private', async () => {
    const run = (outcome: unknown) =>
      perform(parts([], outcome), form({ name: 'web', size: '3' }), HERE);
    expect(await run(new Error('password=hunter2'))).toMatchObject({
      code: 'internal',
      message: 'Something went wrong here. It was logged.',
    });
    const limited = await run(new AppError('rate_limited', { retryAfterSeconds: 60 }));
    expect(limited).toMatchObject({ ok: false, code: 'rate_limited' });
    expect('retryAt' in limited && limited.retryAt).toBeGreaterThan(Date.now() + 50_000);
    const issues = [{ loc: ['body', 'engine', 'model'], msg: 'No such model.', type: 'custom' }];
    expect(await run(new AppError('validation', { issues }))).toMatchObject({
      fieldErrors: { 'engine.model': 'No such model.' },
    });
  });

  it("leaves Next's own control flow to Next", async () => {
    const guarded = { ...parts([]), guard: async () => notFound() };
    await expect(perform(guarded, form({}), HERE)).rejects.toThrow();
  });
});

describe('a form', () => {
  it('reads as texts and lists; a name cannot reach the prototype', () => {
    const data = form({ one: '1', __proto__x: 'x' });
    data.append('two', 'a');
    data.append('two', 'b');
    data.append('three[]', 'only');
    data.append('file', new File(['x'], 'x.txt'));
    data.append('__proto__', 'polluted');
    expect({ ...formFields(data) }).toEqual({
      one: '1',
      __proto__x: 'x',
      two: ['a', 'b'],
      three: ['only'],
      ['__proto__']: 'polluted',
    });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});
