/**
 * The scripted upstream as a program: `tsx e2e/upstream/serve.ts`. Listens on
 * `UPSTREAM_PORT` (4010) and, for control, on `CONTROL_PORT` (4011); with
 * `UPSTREAM_API_KEY` it asks for that key. Prints one JSON line when ready.
 */

import { startControl } from './control';
import { startUpstream } from './server';

const { UPSTREAM_PORT = '4010', CONTROL_PORT = '4011', UPSTREAM_API_KEY } = process.env;

const upstream = await startUpstream({ port: Number(UPSTREAM_PORT), apiKey: UPSTREAM_API_KEY });
const control = await startControl(upstream, Number(CONTROL_PORT));
process.stdout.write(`${JSON.stringify({ url: upstream.url, control: control.url })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.all([upstream.close(), control.close()]);
    process.exit(0);
  });
}
