import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { maskSecrets } from './log';
import { keyInFile } from './provider-keys';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a key in a file', () => {
  test('is its first line, and counts anew two seconds after it was replaced', () => {
    const path = join(folder, 'key');
    writeFileSync(path, 'first-key-of-the-file\n');
    expect(keyInFile(path, 10_000)).toBe('first-key-of-the-file');
    writeFileSync(`${path}.new`, ' second-key-of-the-file \nnever sent\n');
    renameSync(`${path}.new`, path);
    expect(keyInFile(path, 10_500)).toBe('first-key-of-the-file');
    expect(keyInFile(path, 11_100)).toBe('second-key-of-the-file');
  });

  test('is none where there is no file, or nothing in it', () => {
    const path = join(folder, 'none');
    expect(keyInFile(path, 20_000)).toBeUndefined();
    writeFileSync(path, '\n');
    expect(keyInFile(path, 22_000)).toBeUndefined();
    writeFileSync(path, 'at last');
    expect(keyInFile(path, 24_000)).toBe('at last');
    expect(keyInFile(folder, 26_000)).toBeUndefined();
  });

  test('the old one and the new one stay out of the log', () => {
    const text = maskSecrets('tried first-key-of-the-file, then second-key-of-the-file');
    expect(text).toBe('tried [masked], then [masked]');
  });
});
