/**
 * Preloaded into a server (`NODE_OPTIONS=--import`): at SIGUSR2 it collects garbage and
 * prints what the process holds, as one JSON line. The product knows nothing of it.
 */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

function counted(names) {
  const counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

process.on('SIGUSR2', () => {
  collect();
  setTimeout(() => {
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    const listeners = process.eventNames().map((name) => process.listenerCount(name));
    const probe = {
      heapBytes: heapUsed + external,
      rssBytes: rss,
      resources: counted(process.getActiveResourcesInfo()),
      listeners: listeners.reduce((sum, count) => sum + count, 0),
    };
    process.stderr.write(`${JSON.stringify({ probe })}\n`);
  }, 50);
});
