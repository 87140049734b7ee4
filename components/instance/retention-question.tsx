'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import { Button } from '@/components/ui/button';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import type { RetentionTerms } from '@/lib/contract/instance-settings';

/** What shorter terms would do at once. */
export interface RetentionEffect {
  /** Conversations that move to the trash. */
  moved: number;
  /** Conversations in the trash that are deleted for good. */
  deleted: number;
}

export type TellRetention = Act<RetentionTerms, RetentionEffect>;

/** A question that stands open. */
interface Question {
  effect: RetentionEffect | null;
  ask: (terms: RetentionTerms | null) => void;
  asking: boolean;
  yes: () => void;
  no: () => void;
}

/** Before keeping less than so far: what goes, in figures. Saves at once where nothing would. */
export function useRetentionQuestion(tell: TellRetention, save: () => void): Question {
  const [effect, setEffect] = useState<RetentionEffect | null>(null);
  const [asking, start] = useTransition();
  return {
    effect,
    asking,
    ask(terms) {
      if (!terms) return save();
      start(async () => {
        const outcome = await act(tell, terms);
        // Where it cannot be told, saving says why it cannot be saved either.
        if (outcome.ok && outcome.data.moved + outcome.data.deleted > 0) setEffect(outcome.data);
        else save();
      });
    },
    yes() {
      setEffect(null);
      save();
    },
    no: () => setEffect(null),
  };
}

/** The question, with what is final and what can be undone. */
export function RetentionDialog({ question }: { question: Question }) {
  const t = useTranslations('instance.retention');
  const { effect, yes, no } = question;
  return (
    <Dialog
      open={effect !== null}
      onOpenChange={(open) => !open && no()}
      title={t('title')}
      actions={
        <>
          <DialogCancel>{t('no')}</DialogCancel>
          <Button variant="danger" onClick={yes}>
            {t('yes')}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2 text-base text-soft">
        {effect && effect.moved > 0 && <li>{t('moved', { count: effect.moved })}</li>}
        {effect && effect.deleted > 0 && <li>{t('deleted', { count: effect.deleted })}</li>}
      </ul>
    </Dialog>
  );
}
