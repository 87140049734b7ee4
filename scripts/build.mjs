/**
 * The production build, and what its conversation page costs a browser.
 * `--if-changed` builds only when the sources differ from the last build's.
 */

import { build, ensureBuilt } from './prepare.mjs';

if (process.argv.includes('--if-changed')) {
  await ensureBuilt();
} else {
  const { code, output } = await build();
  process.stdout.write(output);
  if (code !== 0) process.exit(code);
  await import('./bundle-size.mjs');
}
