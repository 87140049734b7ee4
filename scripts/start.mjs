/**
 * `npm start`: installs and builds what is missing or stale, then serves. Signals
 * go on to the server and its exit code is ours.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import {
  childEnv,
  ensureBuilt,
  ensureInstalled,
  findNode,
  ROOT,
  refuse,
  whenOrphaned,
} from './prepare.mjs';

/** Longer than a server that was asked to stop takes for its running answers. */
const PORT_TIMEOUT_MS = 15_000;

/** PORT from the environment or the files that Next reads too; 3000 otherwise. */
function portOf(env) {
  const files = ['.env.local', '.env'].map((name) => join(ROOT, name)).filter(existsSync);
  const fromFiles = files.map((file) => parseEnv(readFileSync(file, 'utf8')).PORT);
  return [env.PORT, ...fromFiles].find(Boolean) ?? '3000';
}

/** Another server there would answer in this one's place. One that is ending gets time to. */
async function claimPort(port) {
  const deadline = Date.now() + PORT_TIMEOUT_MS;
  let taken = await whyTaken(port);
  if (taken) console.log(`Port ${port} ${taken}. Waiting for it to be free…`);
  while (taken && Date.now() < deadline) {
    await wait(200);
    taken = await whyTaken(port);
  }
  if (taken) refuse(`Port ${port} ${taken}. Choose another: PORT=3001 npm start`);
}

async function whyTaken(port) {
  const probe = createServer().listen(Number(port));
  try {
    await once(probe, 'listening');
  } catch (error) {
    return error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
  }
  probe.close();
  await once(probe, 'close');
  return null;
}

/** Says where it is served, once it is ready to answer. */
async function announce(address, signal) {
  while (!signal.aborted) {
    const ready = await fetch(`${address}/api/health`).then(
      (response) => response.ok,
      () => false, // Not listening yet.
    );
    if (ready) return console.log(`\nGossamer is ready: ${address}\n`);
    await wait(50);
  }
}

await ensureInstalled();
const node = findNode();
await ensureBuilt();

const port = portOf(process.env);
await claimPort(port);
const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
const server = spawn(node, [next, 'start', '--port', port], {
  cwd: ROOT,
  env: childEnv({ PORT: port, NODE_ENV: 'production' }),
  stdio: 'inherit',
});
const ended = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => server.kill(name));
const watch = whenOrphaned(() => server.kill('SIGTERM'));
server.on('exit', (code, signal) => {
  ended.abort();
  clearInterval(watch);
  process.exit(code ?? (signal === 'SIGKILL' ? 137 : 143));
});
await announce(`http://localhost:${port}`, ended.signal);
