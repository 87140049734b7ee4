import { expect, it, vi } from 'vitest';
import { AppError } from './errors';

it('knows its like, whichever copy of this module made it', async () => {
  vi.resetModules();
  const copy = await import('./errors');
  expect(copy.AppError).not.toBe(AppError);
  const error: unknown = new copy.AppError('storage_busy', { retryAfterSeconds: 5 });
  expect(error instanceof AppError && error.detail.retryAfterSeconds).toBe(5);
  expect(new AppError('busy')).toBeInstanceOf(AppError);
});

it('knows nothing else', () => {
  const likeOne = Object.assign(new Error('busy'), { code: 'busy', detail: {}, name: 'AppError' });
  for (const other of [likeOne, new TypeError(), { code: 'busy' }, 'busy', null, undefined]) {
    expect(other instanceof AppError).toBe(false);
  }
});
