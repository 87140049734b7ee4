import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './e2e/browser';

const browser = await findBrowser();

/**
 * Each worker starts the production build with a database and upstream of its own
 * (e2e/fixtures.ts). A test tagged `@touch` runs on a phone's screen as well.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Only draw, and assert next to nothing: the README's pictures, and every page's. `npm run pictures`.
  testIgnore:
    process.env.PICTURES === 'on' ? [] : ['**/screens-shown.spec.ts', '**/screens-pages.spec.ts'],
  outputDir: 'test-results/e2e',
  workers: 2,
  retries: 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A locator that waits for what never comes says so, before the whole test runs out of time.
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      env: { ...process.env, ...browser.env },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'touch',
      grep: /@touch/,
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
  ],
});
