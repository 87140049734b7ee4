import { describe, expect, it } from 'vitest';
import { lastCode } from './last-code';

describe('the last code of an answer', () => {
  it('is the last of several blocks, without its fences', () => {
    expect(lastCode('```ts\none\n```\ntext\n~~~\ntwo\nlines\n~~~\nend')).toBe('two\nlines');
  });
  it('may hold shorter fences', () => {
    expect(lastCode('````md\n```js\n1\n```\n````')).toBe('```js\n1\n```');
  });
  it('counts while it still grows', () => {
    expect(lastCode('```\ngrow')).toBe('grow');
  });
  it('is null without any, and inline code is none', () => {
    expect(lastCode('a `b` c')).toBeNull();
    expect(lastCode('```not a fence``` at all')).toBeNull();
  });
});
