'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { BrandMark } from '@/components/ui/brand';
import { Button } from '@/components/ui/button';
import { LOGO_TYPES, MAX_LOGO_LENGTH } from '@/lib/contract/instance-settings';
import { SourceNote } from './source-note';
import type { SettingsForm } from './use-settings-form';

/** Base64 makes four characters of three bytes, and the address begins with the type. */
const MAX_LOGO_KIB = Math.floor(((MAX_LOGO_LENGTH - 40) * 3) / 4 / 1024);

type Problem = 'type' | 'size' | 'unreadable';

/** The instance's image: chosen from a file, shown as it will stand, checked before it is sent. */
export function LogoField({ form }: { form: SettingsForm }) {
  const t = useTranslations('instance');
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { logo } = form.draft;
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const read = await readLogo(file);
    if (typeof read === 'string') return setProblem(read);
    setProblem(null);
    form.change({ logo: read.address });
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span className="text-sm font-medium text-ink">{t('fields.logo')}</span>
        <span className="text-xs text-muted">
          <SourceNote form={form} name="logo" />
        </span>
      </div>
      <div className="flex items-center gap-3">
        <span className="flex size-12 shrink-0 items-center justify-center rounded-lg border border-line bg-side">
          {logo === '' ? (
            <BrandMark />
          ) : (
            // biome-ignore lint/performance/noImgElement: an address of the image itself, nothing to optimise.
            <img src={logo} alt={t('logoShown')} className="max-h-8 max-w-8 object-contain" />
          )}
        </span>
        <Button onClick={() => input.current?.click()} aria-describedby="setting-logo-help">
          {t(logo === '' ? 'chooseLogo' : 'replaceLogo')}
        </Button>
        {logo !== '' && (
          <Button variant="ghost" onClick={() => form.change({ logo: '' })}>
            {t('removeLogo')}
          </Button>
        )}
        <input
          ref={input}
          id="setting-logo"
          type="file"
          accept={LOGO_TYPES.join(',')}
          aria-label={t('fields.logo')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {(problem !== null || form.isWrong('logo')) && (
        <p role="alert" className="text-sm text-red">
          {t(`logoProblems.${problem ?? 'type'}`, { size: MAX_LOGO_KIB })}
        </p>
      )}
      <p id="setting-logo-help" className="text-sm text-muted">
        {t('help.logo', { size: MAX_LOGO_KIB })}
      </p>
    </div>
  );
}

/** An image file as a `data:` address, if the browser can show it. */
async function readLogo(file: File): Promise<Problem | { address: string }> {
  const type = LOGO_TYPES.find((known) => known === file.type);
  if (!type) return 'type';
  if (file.size > MAX_LOGO_KIB * 1024) return 'size';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const address = `data:${type};base64,${btoa(text)}`;
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return { address };
  } catch {
    return 'unreadable'; // Named as an image and none: decoding is what refuses it.
  }
}
