import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './fixtures';

const PAGES = ['/', '/sign-in', '/no-such-page'];
const ROUTES = [
  '/api/health',
  '/api/no-such-route',
  '/chat/stream',
  '/chat/stream/check',
  '/v1/none',
  '/v2/none',
];

test('health answers 200 and names no secret, path or address', async ({ app, request }) => {
  const response = await request.get('/api/health');
  expect(response.status()).toBe(200);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({
    status: 'ok',
    database: 'ok',
    engines: { guide: true },
  });
  expect(text).not.toContain(app.folder);
  expect(text).not.toMatch(/https?:/);
});

for (const path of PAGES) {
  test(`I18: ${path} has a policy with a fresh nonce, and its scripts carry it`, async ({
    request,
  }) => {
    const nonces = new Set<string>();
    for (let visit = 0; visit < 3; visit++) {
      const response = await request.get(path, { failOnStatusCode: false });
      const policy = response.headers()['content-security-policy'] ?? '';
      expect(policy).toMatch(/script-src 'self' 'nonce-\w{32}' 'strict-dynamic';/);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      const nonce = /'nonce-(\w+)'/.exec(policy)?.[1] ?? '';
      nonces.add(nonce);
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    }
    expect(nonces.size).toBe(3);
  });
}

for (const path of ROUTES) {
  test(`I18: ${path} carries the locked policy`, async ({ request }) => {
    const headers = (await request.get(path, { failOnStatusCode: false })).headers();
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    );
  });
}

for (const path of [...PAGES, ...ROUTES]) {
  test(`I19: ${path} refuses to be framed, sniffed or powered by anything`, async ({ request }) => {
    const headers = (await request.get(path, { failOnStatusCode: false })).headers();
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });
}

test('I18: no page is prerendered, since its scripts would lack the nonce', () => {
  const manifest = join(import.meta.dirname, '..', '.next', 'prerender-manifest.json');
  const { routes } = JSON.parse(readFileSync(manifest, 'utf8'));
  const pages = Object.entries<{ routeType?: string }>(routes)
    .filter(([, { routeType }]) => routeType === 'page')
    .map(([path]) => path);
  expect(pages).toEqual(['/_global-error']);
});

test('I18: a page loads without a report of its policy', async ({ page }) => {
  const reports: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) reports.push(message.text());
  });
  await page.goto('/');
  await page.waitForLoadState('load');
  expect(reports).toEqual([]);
});
