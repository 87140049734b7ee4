import { describe, expect, test } from 'vitest';
import { ERROR_STATUS, type ErrorCode } from '@/lib/contract/errors';
import chat from '@/messages/en/chat.json';
import { clock, outcomeOf, refusalText } from './outcome';

describe('what stands under an answer', () => {
  test('nothing while it runs or when it is complete', () => {
    expect(outcomeOf('running', undefined)).toBeNull();
    expect(outcomeOf('completed', undefined)).toBeNull();
  });

  test('a cut is never called a failure, whatever cut it', () => {
    expect(outcomeOf('interrupted', 'idle_timeout')).toEqual({ text: 'cutOff', offer: 'retry' });
  });

  test('a paused agent offers another one, not a retry that would fail again', () => {
    expect(outcomeOf('failed', 'upstream_auth')).toEqual({ text: 'paused', offer: 'chooseAgent' });
    expect(outcomeOf('failed', 'upstream_payment')?.text).toBe('paused');
  });

  test('a code without a sentence of its own is a plain failure with a retry', () => {
    expect(outcomeOf('failed', 'upstream_protocol')).toEqual({ text: 'failed', offer: 'retry' });
    expect(outcomeOf('failed', undefined)).toEqual({ text: 'failed', offer: 'retry' });
  });

  test('every code has words in the catalogue, both as an outcome and as a refusal', () => {
    const isCode = (key: string): key is ErrorCode => Object.hasOwn(ERROR_STATUS, key);
    for (const code of Object.keys(ERROR_STATUS).filter(isCode)) {
      expect(chat.outcome).toHaveProperty(outcomeOf('failed', code)?.text ?? '');
      expect(chat.refusal).toHaveProperty(refusalText(code));
    }
  });
});

describe('a countdown', () => {
  test.each([
    [7000, '0:07'],
    [6001, '0:07'],
    [750_000, '12:30'],
    [-5, '0:00'],
  ])('%d ms is %s', (ms, text) => {
    expect(clock(ms)).toBe(text);
  });
});
