import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,bench,components,e2e,lib,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
    // Those need a build and a quiet machine: `npm run faults`.
    exclude: [...configDefaults.exclude, 'e2e/faults/**'],
    environment: 'node',
    // A process a file: real databases, sockets and environments do not meet.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    env: {
      // A test that opens the process's own database instead of one of its own fails.
      DATABASE_URL: 'file:/dev/null/open-a-test-database',
      AUTH_SECRET: 'a secret for tests, longer than 32',
      LOG_LEVEL: 'error',
    },
  },
});
