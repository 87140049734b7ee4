/**
 * What both commands need before anything else: the packages, a Node that is new
 * enough, and the build. Runs on any Node from 18 with nothing installed, so it
 * imports nothing but Node itself.
 */

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');
const PARENT = process.ppid;
const NODE_MAJOR = 24;
const STAMP = join(ROOT, '.next', 'source-hash');

/** What a build reads. A change in any of it makes the build stale. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'instrumentation-start.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

/** A failure that is told in one sentence, without a stack. */
export function refuse(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

/** The environment of every child: the packaged Node first, nothing sent to anybody. */
export function childEnv(extra = {}) {
  const path = `${BIN}${delimiter}${process.env.PATH ?? ''}`;
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1', ...extra };
}

/**
 * Runs a command in the project and collects what it prints.
 * @returns {Promise<{ code: number, output: string, ms: number }>} code 124 when `timeoutMs` passed
 */
export function run(file, args, { env = childEnv(), timeoutMs = 0 } = {}) {
  const started = Date.now();
  // A group of its own, so that a timeout or Ctrl-C ends the grandchildren too.
  const child = spawn(file, args, {
    cwd: ROOT,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);

  let timedOut = false;
  const timer = setTimeout(
    () => {
      timedOut = true;
      endGroup(child, 'SIGKILL');
    },
    timeoutMs || 2 ** 31 - 1,
  );
  const interrupt = () => {
    endGroup(child, 'SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const watch = whenOrphaned(interrupt);

  return new Promise((resolve) => {
    const finish = (code) => {
      clearTimeout(timer);
      clearInterval(watch);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      if (timedOut) output += `\nNo end after ${timeoutMs / 1000} s; ended.\n`;
      resolve({ code: timedOut ? 124 : code, output, ms: Date.now() - started });
    };
    child.on('error', (error) => {
      output += String(error);
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

/** npm's shell keeps SIGTERM to itself and ends: then we are an orphan, and should end too. */
export function whenOrphaned(act) {
  return setInterval(() => process.ppid !== PARENT && act(), 200);
}

function endGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    // It has ended by itself in the meantime.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Prints one line for a step: what it does, then how long it took. Refuses when it fails. */
async function step(label, work) {
  process.stdout.write(`${label}… `);
  const { code, output, ms } = await work();
  console.log(code === 0 ? `done in ${Math.round(ms / 1000)} s` : 'failed');
  if (code !== 0) refuse(`${output.trimEnd()}\n\n${label} failed. The reason stands above.`);
}

/** The Node that runs everything: the packaged one, or the one that runs this. */
export function findNode() {
  const packaged = join(BIN, 'node');
  if (existsSync(packaged)) {
    const { stdout } = spawnSync(packaged, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    if (majorOf(stdout) >= NODE_MAJOR) return packaged;
  }
  if (majorOf(process.versions.node) >= NODE_MAJOR) return process.execPath;
  return refuse(tooOld());
}

function majorOf(version) {
  return Number.parseInt(version ?? '', 10) || 0;
}

function tooOld() {
  const here = `${process.platform} ${process.arch}`;
  return [
    `Gossamer needs Node ${NODE_MAJOR} or newer. This is Node ${process.versions.node} on ${here},`,
    'and no Node comes with the packages for this machine.',
    `Install Node ${NODE_MAJOR} (https://nodejs.org/en/download, or: nvm install ${NODE_MAJOR}) and run the command again.`,
  ].join('\n');
}

/** Installs the packages of the lock file, unless they are what is installed already. */
export async function ensureInstalled() {
  const packaged = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  if (!packaged && majorOf(process.versions.node) < NODE_MAJOR) refuse(tooOld());
  if (isInstalled()) return;
  const npm = process.env.npm_execpath ?? '';
  const [file, ...args] = npm.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm'];
  await step('Installing the packages (a minute or two)', () =>
    // The build needs the development packages also where NODE_ENV is production.
    run(file, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'], { env: process.env }),
  );
}

/** npm keeps a list of what it installed; it is written last, so half an install has none. */
function isInstalled() {
  const listFile = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(listFile)) return false;
  const installed = packagesOf(listFile);
  return Object.entries(packagesOf(join(ROOT, 'package-lock.json'))).every(([path, wanted]) => {
    const found = installed[path];
    return found ? found.version === wanted.version : path === '' || wanted.optional === true;
  });
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** Builds for production, unless the sources are those of the last build. */
export async function ensureBuilt() {
  const hash = sourceHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  await step('Building (about a minute)', () => build(hash));
}

/** The production build; remembers what it was built from. */
export async function build(hash = sourceHash()) {
  const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = childEnv({ NODE_ENV: 'production' });
  const result = await run(findNode(), [next, 'build'], { env, timeoutMs: 900_000 });
  if (result.code === 0) {
    removeSourceMaps();
    writeFileSync(STAMP, hash);
  }
  return result;
}

/** Next.js makes none for browsers, but an empty one for the code of a worker. */
function removeSourceMaps() {
  const chunks = join(ROOT, '.next', 'static');
  for (const file of filesUnder(chunks)) if (file.endsWith('.map')) rmSync(file);
}

function sourceHash() {
  const hash = createHash('sha256').update(process.env.NEXT_OUTPUT ?? '');
  for (const file of SOURCES.flatMap((name) => filesUnder(join(ROOT, name)))) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
