import { describe, expect, it } from 'vitest';
import { judgeStream } from './stream-check';

const at = (...times: number[]) => judgeStream(times).verdict;

describe('the test stream', () => {
  it('flows when its events come as they were sent, also over a slow line', () => {
    expect(at(110, 205, 310, 402, 511, 600, 705, 800, 905, 1003)).toBe('flowing');
    expect(at(900, 980, 1120, 1180, 1320, 1370, 1500, 1620, 1690, 1810)).toBe('flowing');
  });

  it('is held when everything comes at its end', () => {
    expect(at(...Array.from({ length: 10 }, (_, n) => 1020 + n))).toBe('held');
  });

  it('is lumpy when it comes in a few heaps', () => {
    expect(at(300, 300, 301, 600, 600, 600, 900, 901, 901, 1010)).toBe('lumpy');
  });

  it('is short when it ends early', () => {
    expect(at(100, 200)).toBe('short');
    expect(at()).toBe('short');
  });

  it('tells the first and the usual gap', () => {
    const arrivals = Array.from({ length: 10 }, (_, n) => 150 + n * 101);
    expect(judgeStream(arrivals)).toMatchObject({ firstMs: 150, gapMs: 101, count: 10 });
  });
});
