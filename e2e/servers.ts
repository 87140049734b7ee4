/** For tests that want a server of their own: started when asked for, gone with the test. */

import { type App, type AppOptions, startApp } from './app';
import { test as base } from './fixtures';

export const test = base.extend<{ start: (options?: AppOptions) => Promise<App> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  start: async ({}, use) => {
    const apps: App[] = [];
    await use(async (options) => {
      const app = await startApp(options);
      apps.push(app);
      return app;
    });
    await Promise.all(apps.map((app) => app.stop()));
  },
});
