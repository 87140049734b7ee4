'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { copyText } from './copy-text';

const SHOWN_MS = 1600;

interface CopyButtonProps {
  label: string;
  /** What the button says once it has copied. */
  done: string;
  text: () => string;
  /** The keys that do the same, in `aria-keyshortcuts` form. */
  shortcut?: string | undefined;
  className?: string;
}

/** Copies a text and says so. */
export function CopyButton({ label, done, text, shortcut, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      size="sm"
      label={copied ? done : label}
      shortcut={shortcut}
      className={className}
      onClick={async () => setCopied(await copyText(text()))}
    >
      {copied ? <Check aria-hidden className="text-green" /> : <Copy aria-hidden />}
    </IconButton>
  );
}
