import { notFound, redirect } from 'next/navigation';
import { NextRequest } from 'next/server';
import { describe, expect, it, vi } from 'vitest';
import { AppError, ERROR_STATUS, type ErrorCode } from '@/lib/contract/errors';
import { errorResponse, handler } from './handler';

const request = (init: { method?: string; headers?: Record<string, string> } = {}) =>
  new NextRequest('http://localhost:3000/api/thing', init);

const failing = (error: unknown) =>
  handler(async () => {
    throw error;
  })(request(), {});

describe('errors', () => {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];

  it.each(codes)('%s gets its status, code and a sentence', async (code) => {
    const response = await failing(new AppError(code));
    expect(response.status).toBe(ERROR_STATUS[code]);
    const body = await response.json();
    expect(body.code).toBe(code);
    expect(body.detail).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(body)).toEqual(['detail', 'code']);
  });

  it('B09: validation answers the list, run_in_progress its run, a limit its seconds', async () => {
    const issues = [{ loc: ['body', 'text'], msg: 'Field required', type: 'missing' }];
    expect(await (await failing(new AppError('validation', { issues }))).json()).toEqual({
      detail: issues,
      code: 'validation',
    });
    const running = await failing(new AppError('run_in_progress', { runId: 'r1' }));
    expect(await running.json()).toMatchObject({ run_id: 'r1' });
    const limited = await failing(new AppError('rate_limited', { retryAfterSeconds: 6.2 }));
    expect(limited.headers.get('Retry-After')).toBe('7');
    const rate = { limit: 8, remaining: 0, resetAt: 1_700_000_000_001 };
    const counted = (await failing(new AppError('rate_limited', { rate }))).headers;
    expect(
      ['limit', 'remaining', 'reset'].map((name) => counted.get(`x-ratelimit-${name}`)),
    ).toEqual(['8', '0', '1700000001']);
    const soon = await failing(new AppError('busy', { retryAfterSeconds: 0 }));
    expect(soon.headers.get('Retry-After')).toBe('1');
  });

  it('the unexpected tells nothing of itself', async () => {
    const response = await failing(new Error('secret path /srv/x'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('/srv/x');
    const odd = await failing('a string');
    expect(await odd.json()).toMatchObject({ code: 'internal' });
  });

  it("Next's own control flow passes through", async () => {
    await expect(handler(async () => redirect('/x'))(request(), {})).rejects.toThrow(
      'NEXT_REDIRECT',
    );
    await expect(handler(async () => notFound())(request(), {})).rejects.toThrow();
  });

  it('errorResponse alone is plain JSON', async () => {
    const response = errorResponse(new AppError('unauthenticated'));
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('headers', () => {
  it('A17, A24, I18: private, locked, no sniffing, no framing, no CORS', async () => {
    for (const response of [
      await handler(async () => new Response('x'))(request(), {}),
      await failing(new AppError('not_found')),
      await handler(async () => Response.redirect('http://localhost:3000/x'))(request(), {}),
    ]) {
      const { headers } = response;
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  it('keeps what the route set, its body and its context', async () => {
    const route = handler<{ params: Promise<{ id: string }> }>(async (_request, { params }) => {
      const headers = { 'Cache-Control': 'no-store, no-transform' };
      return new Response((await params).id, { status: 201, headers });
    });
    const response = await route(request(), { params: Promise.resolve({ id: 'seven' }) });
    expect([response.status, await response.text()]).toEqual([201, 'seven']);
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
  });
});

it('HEAD is answered without a body, and leaves no stream open', async () => {
  const cancel = vi.fn();
  const route = handler(
    async () => new Response(new ReadableStream({ cancel }), { headers: { 'X-Run-Id': 'r1' } }),
  );
  const response = await route(request({ method: 'HEAD' }), {});
  expect([response.status, response.body]).toEqual([200, null]);
  expect(response.headers.get('x-run-id')).toBe('r1');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(cancel).toHaveBeenCalledOnce();
});

describe('A16: where a change comes from', () => {
  const calls: string[] = [];
  const route = handler(async ({ method }) => {
    calls.push(method);
    return new Response('done');
  });
  const attempt = async (method: string, headers: Record<string, string>) => {
    calls.length = 0;
    const base = { host: 'localhost:3000', cookie: 'next-auth.session-token=x' };
    const response = await route(request({ method, headers: { ...base, ...headers } }), {});
    return [response.status, calls.length];
  };

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    '%s from elsewhere never reaches the route',
    async (method) => {
      expect(await attempt(method, { origin: 'https://evil.example' })).toEqual([403, 0]);
      expect(await attempt(method, {})).toEqual([403, 0]);
      expect(await attempt(method, { origin: 'http://localhost:3000' })).toEqual([200, 1]);
    },
  );

  it('reading is free', async () => {
    expect(await attempt('GET', { origin: 'https://evil.example' })).toEqual([200, 1]);
  });
});
