'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';

const SHOWN_MS = 1600;

interface CopyButtonProps {
  label: string;
  /** What the button says once it has copied. */
  done: string;
  text: () => string;
  className?: string;
}

/** Copies a text and says so. */
export function CopyButton({ label, done, text, className }: CopyButtonProps) {
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
      className={className}
      onClick={async () => setCopied(await copyText(text()))}
    >
      {copied ? <Check aria-hidden className="text-green" /> : <Copy aria-hidden />}
    </IconButton>
  );
}

/** Whether the browser took the text into its clipboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // No permission, or a page without https.
  }
}

function copyBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.setAttribute('readonly', '');
  box.style.position = 'fixed';
  box.style.opacity = '0';
  document.body.append(box);
  box.select();
  const done = document.execCommand('copy');
  box.remove();
  return done;
}
