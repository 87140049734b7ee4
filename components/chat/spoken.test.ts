import { describe, expect, it } from 'vitest';
import { spokenSince } from './spoken';

const growing = (markdown: string, from = 0) =>
  spokenSince(markdown, from, { whole: false, codeWord: 'Code.' });
const whole = (markdown: string, from = 0) =>
  spokenSince(markdown, from, { whole: true, codeWord: 'Code.' }).words;

describe('what is told of an answer', () => {
  it('is nothing before a sentence has ended', () => {
    expect(growing('The wire is')).toEqual({ words: '', end: 0 });
    expect(growing('The price is 3.5')).toEqual({ words: '', end: 0 });
  });

  it('is every sentence once, and at the end the rest', () => {
    const text = 'One is low. Two is not! And th';
    const first = growing(text);
    expect(first.words).toBe('One is low. Two is not!');
    const later = `${text}ree follows`;
    expect(growing(later, first.end).words).toBe('');
    expect(whole(later, first.end)).toBe('And three follows');
  });

  it('ends at a line too, so that headings and items are told', () => {
    expect(growing('## Stock\n- Porto\n- Leip').words).toBe('Stock Porto');
  });

  it('waits for the end of code and names it instead of reading it', () => {
    const open = 'Try this:\n\n```js\nspin(1);\n';
    expect(growing(open).words).toBe('Try this:');
    expect(growing(`${open}\`\`\`\nDone. `).words).toBe('Try this: Code. Done.');
    expect(whole('```js\ncut off')).toBe('js cut off');
  });

  it('leaves out the marks, not the words', () => {
    const text =
      '**Two** of _three_ in `stock` at [Nordkabel](https://a.example), snake_case. 2 * 3\n';
    expect(whole(text)).toBe('Two of three in stock at Nordkabel, snake_case. 2 * 3');
    expect(whole('| Site | Left |\n| --- | ---: |\n| Porto | 4 |\n')).toBe('Site, Left Porto, 4');
  });

  it('ends sentences in scripts that put no space after them', () => {
    expect(growing('完了。次').words).toBe('完了。');
  });
});
