import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptSecret, prepareSecret } from './secret';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gossamer-secret-'));
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

it('is made once, kept for its owner only, and found again', async () => {
  const path = join(folder, 'new', 'gossamer.db.secret');
  const secret = keptSecret(path);
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(keptSecret(path)).toBe(secret);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'new'))).toEqual(['gossamer.db.secret']);
});

it('is one, though several processes start at once', async () => {
  const path = join(folder, 'gossamer.db.secret');
  const source = `import('${join(process.cwd(), 'lib/auth/secret.ts')}').then(({ keptSecret }) => {
    process.stdout.write(keptSecret(process.argv[1]));
  });`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '-e', source, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const secrets = await Promise.all(
    children.map(async (child) => {
      const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      return output;
    }),
  );
  expect(new Set(secrets).size).toBe(1);
  expect((await readFile(path, 'utf8')).trim()).toBe(secrets[0]);
}, 60_000);

it('V21: a damaged file or an impossible place is refused with a sentence, without its content', async () => {
  const path = join(folder, 'short');
  await writeFile(path, 'abc');
  expect(() => keptSecret(path)).toThrow(/is damaged.*Delete the file/);
  expect(() => keptSecret(join(path, 'below'))).toThrow();
});

it('at the start a damaged or unreadable secret is an error, a disk that cannot be written is not', async () => {
  const path = join(folder, 'gossamer.db.secret');
  expect(prepareSecret(() => keptSecret(path))).toBe(true);
  await writeFile(path, 'short');
  expect(() => prepareSecret(() => keptSecret(path))).toThrow(/damaged/);
  await rm(path);
  await mkdir(path);
  expect(() => prepareSecret(() => keptSecret(path))).toThrow(
    /Cannot read the secret in .*AUTH_SECRET/,
  );
  const readOnly = Object.assign(new Error('read-only'), { code: 'EROFS' });
  const refuse = () => {
    throw readOnly;
  };
  expect(prepareSecret(refuse)).toBe(false);
});
