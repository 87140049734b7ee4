'use client';

import { FileJson } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Textarea } from '@/components/ui/textarea';
import { notify } from '@/components/ui/toaster';
import { ImportPreviews } from './import-previews';
import { type ImportPreview, type ImportProblem, ImportProblems } from './import-problems';

/** What is in a file, or what keeps it from being added. */
export type LookedAt =
  | { ok: true; agents: ImportPreview[] }
  | { ok: false; problems: ImportProblem[] };

interface ImportFileProps {
  actions: { look: Act<{ text: string }, LookedAt>; add: Act<{ text: string }, number> };
}

/** Under what a server action takes. */
const MAX_BYTES = 900_000;

/** A file or its text, what is in it, and the button that adds it. */
export function ImportFile({ actions }: ImportFileProps) {
  const t = useTranslations('agents.import');
  const router = useRouter();
  const [text, setText] = useState('');
  const [looked, setLooked] = useState<LookedAt | null>(null);
  const [failure, setFailure] = useState<'failed' | 'tooLarge' | null>(null);
  const [busy, start] = useTransition();
  const change = (next: string) => {
    setText(next);
    setLooked(null);
    setFailure(null);
  };
  const look = (given: string) =>
    start(async () => {
      const found = await act(actions.look, { text: given });
      if (found.ok) setLooked(found.data);
      else setFailure('failed');
    });
  const onFile = async (file: File) => {
    if (file.size > MAX_BYTES) {
      change('');
      return setFailure('tooLarge');
    }
    const read = await file.text();
    change(read);
    look(read);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && text.trim() !== '') look(text);
  };
  const add = () =>
    start(async () => {
      const added = await act(actions.add, { text });
      if (!added.ok) return setFailure('failed');
      notify(t('added', { count: added.data }));
      router.push('/admin');
    });
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
      <FileButton onFile={(file) => void onFile(file)} />
      <Field id="agents-text" label={t('paste')} help={t('pasteHelp')}>
        {(control) => (
          <Textarea
            {...control}
            value={text}
            onChange={(event) => change(event.target.value)}
            className="min-h-44 font-mono text-sm"
            spellCheck={false}
            dir="ltr"
          />
        )}
      </Field>
      {failure && <Notice tone="error" title={t(failure)} />}
      {looked?.ok === false && <ImportProblems problems={looked.problems} />}
      {looked?.ok === true && <ImportPreviews agents={looked.agents} />}
      <div className="flex flex-wrap gap-2">
        {looked?.ok === true ? (
          <>
            <Button variant="primary" onClick={add} aria-disabled={busy}>
              {busy ? t('adding') : t('add', { count: looked.agents.length })}
            </Button>
            <Button variant="ghost" onClick={() => change('')}>
              {t('other')}
            </Button>
          </>
        ) : (
          <Button
            variant="primary"
            type="submit"
            aria-disabled={busy || undefined}
            disabled={text.trim() === ''}
          >
            {busy ? t('looking') : t('look')}
          </Button>
        )}
      </div>
    </form>
  );
}

function FileButton({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations('agents.import');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={t('file')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = ''; // The same file again is a change, too.
          if (file) onFile(file);
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <FileJson aria-hidden />
        {t('choose')}
      </Button>
    </div>
  );
}
