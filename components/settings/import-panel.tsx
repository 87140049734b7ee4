'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  type ArchiveProblem,
  emptyReport,
  type ImportReport,
  importConversations,
  readArchiveText,
} from '@/lib/client/import-archive';
import { ImportResult } from './import-result';

/** Chooses a file, takes its conversations in with progress, says what came of each. */
export function ImportPanel() {
  const t = useTranslations('keeping.data');
  const router = useRouter();
  const file = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  const [running, setRunning] = useState<ImportReport | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<ArchiveProblem | null>(null);

  async function take(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // So that the same file can be chosen again.
    if (!chosen) return;
    setReport(null);
    const read = readArchiveText(await chosen.text());
    setProblem(typeof read === 'string' ? read : null);
    if (typeof read === 'string') return;
    const { conversations } = read;
    stop.current = new AbortController();
    setRunning(emptyReport(conversations.length));
    const { signal } = stop.current;
    setReport(await importConversations(conversations, { signal, tell: setRunning }));
    setRunning(null);
    router.refresh(); // The sidebar shows what is new.
  }

  return (
    <div className="flex flex-col items-start gap-4">
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        onChange={take}
        aria-label={t('choose')}
        className="sr-only"
        tabIndex={-1}
      />
      {running ? (
        <Progress report={running} onStop={() => stop.current?.abort()} />
      ) : (
        <Button onClick={() => file.current?.click()}>
          <Upload aria-hidden />
          {t('choose')}
        </Button>
      )}
      {problem && (
        <p role="alert" className="text-base text-red">
          {t(problem)}
        </p>
      )}
      {report && <ImportResult report={report} />}
    </div>
  );
}

function Progress({ report, onStop }: { report: ImportReport; onStop: () => void }) {
  const t = useTranslations('keeping.data');
  const { done, total } = report;
  return (
    <div className="flex w-full max-w-96 items-center gap-3">
      <progress
        value={done}
        max={total}
        aria-label={t('importTitle')}
        className="h-1.5 min-w-0 flex-1 accent-accent"
      />
      <span className="figures text-sm text-soft">{t('importing', { done, total })}</span>
      <Button size="sm" variant="ghost" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
}
