import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { COOKIE } from '@/components/chat/cookie';
import { BrandProvider } from '@/components/ui/brand';
import { Toaster } from '@/components/ui/toaster';
import { currentSession } from '@/lib/auth/guard';
import { readSettings } from '@/lib/db/instance-settings';
import { logoAddress } from '@/lib/db/logo';
import { directionOf } from '@/lib/i18n';
import './globals.css';
import './needs.css';

declare module 'react' {
  interface CSSProperties {
    /** The accent's hue in degrees; see `globals.css`. */
    '--accent-hue'?: number;
  }
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: t('appName'), template: `%s · ${t('appName')}` },
    description: t('tagline'),
    robots: { index: false, follow: false },
    // Browsers must not look up hosts that an answer only mentions.
    other: { 'x-dns-prefetch-control': 'off' },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfdfc' },
    { media: '(prefers-color-scheme: dark)', color: '#121110' },
  ],
};

/** Every page: language, type, theme. The theme is in the cookie, the text size with the sign-in, so nothing flashes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(COOKIE.theme)?.value;
  const [{ common }, { accentHue, logo }, session] = await Promise.all([
    getMessages(),
    readSettings(),
    // Where the database does not answer, the page itself says so, in the default size.
    currentSession().catch(() => null),
  ]);
  const locale = await getLocale();
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      data-text-size={session?.preferences.textSize}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      style={accentHue === null ? undefined : { '--accent-hue': accentHue }}
      suppressHydrationWarning // The theme and the text size are changed here.
    >
      <body>
        <NextIntlClientProvider messages={{ common }}>
          <BrandProvider logo={logoAddress(logo)}>{children}</BrandProvider>
          <Toaster />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
