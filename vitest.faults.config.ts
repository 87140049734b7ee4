import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * The production build under faults: real processes, killed and restarted. Needs a
 * build (`npm run faults` makes one). One file at a time: each starts servers of its
 * own, and what is timed must not share the machine with the others.
 */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['e2e/faults/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      // A test that opens the process's own database instead of one of its own fails.
      DATABASE_URL: 'file:/dev/null/open-a-test-database',
      AUTH_SECRET: 'a secret for tests, longer than 32',
      LOG_LEVEL: 'error',
    },
  },
});
