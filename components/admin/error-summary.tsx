'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Failure } from './act';

interface ErrorSummaryProps {
  failure: Failure;
  onOverwrite: () => void;
  onLoadTheirs: () => void;
}

/** Why nothing was saved, above the form. Takes the focus, so that it is read and reachable. */
export function ErrorSummary({ failure, onOverwrite, onLoadTheirs }: ErrorSummaryProps) {
  const t = useTranslations('admin.form');
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is news, also the same twice
  useEffect(() => box.current?.focus(), [failure]);
  // The engine comes first in the form; the other fields come in its order.
  const fields = Object.entries(failure.fieldErrors).sort(
    ([one], [other]) => Number(other.startsWith('engine')) - Number(one.startsWith('engine')),
  );
  return (
    <div ref={box} tabIndex={-1} className="mb-6 scroll-mt-4">
      <Notice tone="error" title={t('errorTitle', { count: fields.length })}>
        {fields.length === 0 && <p>{t(sentenceOf(failure.code))}</p>}
        {fields.length > 0 && (
          <ul className="mt-1 flex flex-col gap-0.5">
            {fields.map(([name, message]) => (
              <FieldLine key={name} name={name} message={message} />
            ))}
          </ul>
        )}
        {failure.code === 'conflict' && (
          <p className="mt-2.5 flex flex-wrap gap-2">
            <Button size="sm" onClick={onOverwrite}>
              {t('overwrite')}
            </Button>
            <Button size="sm" variant="ghost" onClick={onLoadTheirs}>
              {t('loadTheirs')}
            </Button>
          </p>
        )}
      </Notice>
    </div>
  );
}

function FieldLine({ name, message }: { name: string; message: string }) {
  const t = useTranslations('admin.form');
  const own = useTranslations('agents.form');
  const field = fieldOf(name);
  const label = field.own === undefined ? t(field.label) : own(field.own);
  return (
    <li>
      <a
        href={`#${field.id}`}
        onClick={(event) => {
          event.preventDefault();
          focusField(field.id);
        }}
        className="text-accent underline underline-offset-2"
      >
        {label}
      </a>
      {': '}
      {name === 'engine.model' ? t('modelError') : message}
    </li>
  );
}

/** Where the field of a dotted name stands, and what it is called. */
function fieldOf(name: string) {
  const [first, second] = name.split('.');
  const inner = second === 'upstreamAgentId' || second === 'model' || second === 'instructions';
  if (first === 'engine' && inner) return { id: `agent-engine.${second}`, label: second } as const;
  if (first === 'engine' && second === 'tools')
    return { id: 'agent-engine', label: 'tools' } as const;
  if (first === 'limits') return { id: `agent-${name}`, own: 'limits' } as const;
  switch (first) {
    case 'inputPrice':
    case 'outputPrice':
    case 'currency':
      return { id: `agent-${first}`, own: first } as const;
    case 'groups':
    case 'colour':
      return { id: `agent-${first}`, own: first } as const;
    case 'name':
    case 'description':
    case 'welcome':
    case 'starters':
    case 'people':
    case 'icon':
      return { id: `agent-${first}`, label: first } as const;
    default:
      return { id: 'agent-engine', label: 'engine' } as const;
  }
}

function focusField(id: string): void {
  const place = document.getElementById(id);
  const field = place?.matches('fieldset') ? place.querySelector('input') : place;
  place?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

function sentenceOf(code: Failure['code']) {
  switch (code) {
    case 'network':
      return 'errorNetwork';
    case 'conflict':
      return 'conflict';
    case 'not_found':
      return 'conflictGone';
    case 'unauthenticated':
      return 'errorSignedOut';
    case 'forbidden':
      return 'errorForbidden';
    default:
      return 'errorOther';
  }
}
