'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { usePreferences } from '@/components/keys/shortcuts-context';
import { Button } from '@/components/ui/button';
import { MAX_CHARACTERS } from './composer-limit';
import { readDraft, writeDraft } from './draft';
import { sends } from './send-key';
import { useTurn } from './turn-context';
import { useDraft } from './use-draft';

interface EditTurnProps {
  text: string;
  /** Under which name what is typed is kept. */
  draftKey: string;
  /** Resolves false when it was refused: the text stays. */
  onSend: (text: string) => Promise<boolean>;
  onCancel: () => void;
}

/** A question changed in its place. What is typed is kept until it is sent or given up. */
export function EditTurn({ text, draftKey, onSend, onCancel }: EditTurnProps) {
  const t = useTranslations('turns.edit');
  const { sendKey } = usePreferences();
  const [initial] = useState(() => readDraft(draftKey) || text);
  const draft = useDraft(draftKey);
  const busy = useTurn((view) => view.busy);
  const ready = draft.filled && draft.length <= MAX_CHARACTERS && !busy;

  useEffect(() => {
    const box = draft.box.current;
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  }, [draft.box]);

  const send = async () => {
    if (!ready) return;
    const typed = draft.text();
    writeDraft(draftKey, typed);
    if (await onSend(typed)) writeDraft(draftKey, '');
  };
  const cancel = () => {
    draft.forget();
    onCancel();
  };
  return (
    <form
      data-edge
      className="composer w-full"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={draft.box}
        rows={1}
        aria-label={t('label')}
        defaultValue={initial}
        onInput={draft.typed}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            cancel();
          }
          if (!sends(event, sendKey)) return;
          event.preventDefault();
          void send();
        }}
      />
      <div className="flex min-h-11 flex-wrap items-center justify-end gap-2 ps-4 pe-2 pb-2">
        <p className="min-w-40 flex-1 text-sm text-muted">{t('note')}</p>
        <Button size="sm" variant="ghost" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={!ready}>
          {t('send')}
        </Button>
      </div>
    </form>
  );
}
