import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { InstanceBanner } from '@/components/instance/instance-banner';
import { Wordmark } from '@/components/ui/wordmark';
import { readSettings } from '@/lib/db/instance-settings';

/** The errors these forms can meet; the others are about agents and answers. */
const FORM_ERRORS = [
  'bad_request',
  'body_too_large',
  'busy',
  'conflict',
  'forbidden',
  'forbidden_origin',
  'internal',
  'not_found',
  'rate_limited',
  'storage_busy',
  'storage_full',
  'storage_read_only',
  'unauthenticated',
];

/** The quiet frame of everything that comes before being signed in. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [t, { auth, common, errors }, { banner }] = await Promise.all([
    getTranslations('common'),
    getMessages(),
    readSettings(),
  ]);
  const sentences = FORM_ERRORS.map((code) => [code, errors[code]]);
  return (
    <NextIntlClientProvider messages={{ auth, common, errors: Object.fromEntries(sentences) }}>
      <InstanceBanner text={banner} />
      <main className="flex min-h-dvh flex-col items-center px-6 pt-[max(3rem,16vh)] pb-16">
        <div className="w-full max-w-88">
          <div className="mb-10">
            <Wordmark>{t('appName')}</Wordmark>
          </div>
          {children}
        </div>
      </main>
    </NextIntlClientProvider>
  );
}
