'use client';

import { NextIntlClientProvider } from 'next-intl';
import { Failure } from '@/components/chat/failure';
import common from '@/messages/en/common.json';
import './globals.css';

/** When even the frame of all pages fails. It replaces that frame, so it brings its own words. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <NextIntlClientProvider locale="en" messages={{ common }}>
          <div className="flex h-dvh">
            <Failure retry={reset} />
          </div>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
