import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { type ZipFile, zipStream } from './zip';

it('holds every file whole, and reads the next one only when it is asked for', async () => {
  const taken: number[] = [];
  async function* files(): AsyncGenerator<ZipFile> {
    for (let i = 0; i < 300; i++) {
      taken.push(i);
      yield { name: `Grüße ${i}.md`, text: `${'word '.repeat(i)}🐜` };
    }
  }
  const reader = zipStream(files()).getReader();
  const chunks: Uint8Array[] = [];
  const first = await reader.read();
  expect(taken.length).toBeLessThan(10);
  for (let next = first; !next.done; next = await reader.read()) chunks.push(next.value);
  const entries = unzipSync(Buffer.concat(chunks));
  expect(Object.keys(entries)).toHaveLength(300);
  expect(new TextDecoder().decode(entries['Grüße 7.md'])).toBe(`${'word '.repeat(7)}🐜`);
});

it('ends the reading when its reader goes away', async () => {
  let ended = false;
  async function* files(): AsyncGenerator<ZipFile> {
    try {
      for (;;) yield { name: 'a', text: 'a' };
    } finally {
      ended = true;
    }
  }
  const reader = zipStream(files()).getReader();
  await reader.read();
  await reader.cancel();
  expect(ended).toBe(true);
});
