'use client';

import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

interface LinkFieldProps {
  id: string;
  url: string;
  label: string;
  help: string;
  /** What the button says before and after it has copied. */
  copy: string;
  copied: string;
}

/** A link that is shown this once, to be copied and passed on. */
export function LinkField({ id, url, label, help, ...words }: LinkFieldProps) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      setCopied(false); // Not allowed here: the link is selected, ready to be copied by hand.
    }
  };
  return (
    <>
      <Field id={id} label={label} help={help}>
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              ref={field}
              readOnly
              value={url}
              onFocus={(event) => event.target.select()}
              className="font-mono text-sm"
            />
            <Button variant="primary" onClick={copy} className="h-9">
              {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
              {copied ? words.copied : words.copy}
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="sr-only">
        {copied && words.copied}
      </p>
    </>
  );
}
