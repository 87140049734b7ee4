/**
 * `npm test`: every check there is, each by the npm script of its name. Goes on
 * after a failure, counts what passed and failed, and ends with one line of both.
 * `npm test -- lint unit` runs only those.
 */

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { childEnv, ensureInstalled, findNode, ROOT, run } from './prepare.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

const REPORTS = join(ROOT, 'test-results');
const MINUTE_MS = 60_000;

/**
 * Each check's npm script; where it is a runner of many tests, how its report is
 * asked for and counted. `needs` names a check without which it says nothing.
 */
const CHECKS = [
  { script: 'lint' },
  { script: 'unused' },
  { script: 'migrations' },
  { script: 'typecheck' },
  { script: 'unit', args: vitestArgs, count: countVitest },
  { script: 'build' },
  { script: 'bundle-size', needs: 'build' },
  { script: 'speed', needs: 'build' },
  { script: 'faults', needs: 'build', args: vitestArgs, count: countVitest },
  {
    script: 'e2e',
    needs: 'build',
    args: () => ['--reporter=list,json', '--retries=1'],
    env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    before: ensureBrowser,
    count: countPlaywright,
  },
];

/** How vitest is asked for a report beside what it prints. */
function vitestArgs(report) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

/** Downloads a browser where none is installed and none comes with the packages. */
async function ensureBrowser() {
  const find = "await (await import('./e2e/browser.ts')).findBrowser()";
  const found = await run(findNode(), ['--input-type=module', '-e', find]);
  if (found.code === 0) return;
  const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  await run(findNode(), [playwright, 'install', 'chromium'], { timeoutMs: 10 * MINUTE_MS });
}

/** Runs one check; resolves to `{ passed, failed, skipped }` and prints a line for it. */
async function perform({ script, args, env, before, count }) {
  process.stdout.write(`${script}… `);
  await before?.();
  const report = join(REPORTS, `${script}.json`);
  const command = ['run', '--silent', script, '--', ...(args?.(report) ?? [])];
  const options = { env: childEnv(env?.(report)), timeoutMs: 18 * MINUTE_MS };
  const { code, output, ms } = await run('npm', command, options);

  const counts = count && existsSync(report) ? count(readReport(report)) : none();
  // A runner that fails without a failed test (it crashed, found none) has failed itself.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  if (code === 0 && !count) counts.passed = 1;
  const { passed, failed, skipped } = counts;
  const tests = count ? ` (${passed} passed, ${failed} failed, ${skipped} skipped)` : '';
  console.log(`${failed === 0 ? 'ok' : 'FAILED'}${tests} in ${(ms / 1000).toFixed(1)} s`);
  for (const title of counts.flaky ?? []) console.log(`  passed at its second try: ${title}`);
  if (failed > 0) console.log(`\n${output.trimEnd()}\n`);
  else if (script === 'bundle-size' || script === 'speed') console.log(`  ${output.trim()}`);
  return counts;
}

function readReport(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function none() {
  return { passed: 0, failed: 0, skipped: 0 };
}

await ensureInstalled();
findNode();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const wanted = process.argv.slice(2);
const checks = CHECKS.filter(({ script }) => wanted.length === 0 || wanted.includes(script));
const broken = new Set();
const total = none();
for (const check of checks) {
  const skip = broken.has(check.needs);
  if (skip) console.log(`${check.script}… FAILED: not run, since ${check.needs} failed`);
  const counts = skip ? { ...none(), failed: 1 } : await perform(check);
  if (counts.failed > 0) broken.add(check.script);
  for (const key of Object.keys(total)) total[key] += counts[key];
}

const names = broken.size > 0 ? `Failed: ${[...broken].join(', ')}` : 'Everything passed';
console.log(`\n${names}${total.skipped > 0 ? ` (${total.skipped} skipped)` : ''}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
