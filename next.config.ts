import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n.ts');

/** What every response carries, pages, routes and files alike. The policy with its nonce is set in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** A shared conversation's address is its key: no search engine keeps it, no link tells it. */
const sharedHeaders = [
  { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
];

/** Routes answer machines. What they say themselves stands; this is for what Next answers there. */
const lockedPolicy = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
};
const ROUTES = ['/api/:path*', '/chat/:path*', '/v1/:path*', '/v2/:path*'];

const config: NextConfig = {
  // `next start` does not serve a standalone build, so only the image asks for one.
  output: process.env.NEXT_OUTPUT === 'standalone' ? 'standalone' : undefined,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ['@libsql/client', 'mathjs'],
  outputFileTracingIncludes: { '/*': ['./drizzle/**/*', './docs/help/**/*'] },
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/s/:path*', headers: sharedHeaders },
    ...ROUTES.map((source) => ({ source, headers: [lockedPolicy] })),
  ],
};

export default withNextIntl(config);
