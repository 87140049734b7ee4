/**
 * Which browser the tests drive. Machines that have only the package registry get
 * the Chromium that comes inside a package; nothing is downloaded here.
 */

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import packaged, { inflate } from '@sparticuz/chromium';

export interface Browser {
  executablePath: string;
  /** For the browser's process: where its libraries and fonts lie, if the system has none. */
  env: Record<string, string>;
}

const MODULES = join(import.meta.dirname, '..', 'node_modules');
const PACKAGE = join(MODULES, '@sparticuz', 'chromium');
const CACHE = join(MODULES, '.cache', 'chromium');
const SYSTEM_NAMES = ['chromium', 'chromium-headless-shell', 'chromium-browser', 'google-chrome'];

/** The first that exists: `CHROMIUM_PATH`, Playwright's own, the system's, the packaged one. */
export async function findBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!existsSync(given))
      throw new Error(`CHROMIUM_PATH names a file that is not there: ${given}`);
    return { executablePath: given, env: {} };
  }
  const own = chromium.executablePath();
  if (existsSync(own)) return { executablePath: own, env: {} };
  const system = systemBrowser();
  if (system) return { executablePath: system, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  throw new Error('There is no Chromium here. Run: npx playwright install --with-deps chromium');
}

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean);
  return SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(
    existsSync,
  );
}

/** Unpacked once, beside the packages. Where the system lacks libraries or fonts, its own serve. */
async function packagedBrowser(): Promise<Browser> {
  const executablePath = join(CACHE, 'chromium');
  if (!existsSync(executablePath)) await unpack();
  const env: Record<string, string> = {};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(CACHE, 'fonts');
  if (spawnSync(executablePath, ['--version']).status !== 0) {
    env.LD_LIBRARY_PATH = join(CACHE, 'al2023', 'lib');
  }
  return { executablePath, env };
}

/** Several may unpack at once, so each does it in a folder of its own and moves that into place. */
async function unpack(): Promise<void> {
  mkdirSync(dirname(CACHE), { recursive: true });
  const folder = mkdtempSync(`${CACHE}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder; // The package knows no other way to say where to.
  try {
    await packaged.executablePath();
    await inflate(join(PACKAGE, 'bin', 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  const fontSettings = join(folder, 'fonts', 'fonts.conf');
  const settings = readFileSync(fontSettings, 'utf8').replaceAll('/tmp/', `${CACHE}/`);
  writeFileSync(fontSettings, settings);
  if (existsSync(CACHE)) rmSync(folder, { recursive: true });
  else renameSync(folder, CACHE);
}
