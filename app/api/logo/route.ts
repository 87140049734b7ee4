import { AppError } from '@/lib/contract/errors';
import { readLogo } from '@/lib/db/logo';
import { handler } from '@/lib/http/handler';

/** The instance's logo. Open to anybody, since it stands above the sign-in form. */
export const GET = handler(async () => {
  const logo = await readLogo();
  if (!logo) throw new AppError('not_found');
  return new Response(logo.bytes, {
    headers: { 'Content-Type': logo.type, 'Cache-Control': 'public, max-age=31536000, immutable' },
  });
});
