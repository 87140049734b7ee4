import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import type { AgentSettings } from '@/lib/contract/agent';
import { changedFields, type FieldChange } from '@/lib/contract/agent-fields';
import { TextDiff } from './text-diff';
import { type Names, useEntryWords, useFieldName, useValueWords } from './version-words';

const TEXTS = ['instructions', 'welcome', 'description'];

interface VersionDiffProps {
  before: AgentSettings;
  after: AgentSettings;
  names: Names;
}

/** What differs between two states of an agent, field by field. */
export function VersionDiff({ before, after, names }: VersionDiffProps) {
  const t = useTranslations('agents.versions');
  const nameOf = useFieldName();
  const changes = changedFields(before, after);
  if (changes.length === 0) return <p className="text-base text-muted">{t('sameAsBefore')}</p>;
  return (
    <dl className="flex flex-col gap-5">
      {changes.map((change) => (
        <div key={change.field} className="flex flex-col gap-1.5">
          <dt className="text-sm font-medium text-ink">{nameOf(change.field)}</dt>
          <dd>
            <Change change={change} states={{ before, after }} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ChangeProps {
  change: FieldChange;
  states: Record<'before' | 'after', AgentSettings>;
  names: Names;
}

function Change({ change, states, names }: ChangeProps) {
  const { field, before, after } = change;
  const words = useValueWords();
  if (Array.isArray(before) || Array.isArray(after))
    return <Entries change={change} names={names} />;
  if (TEXTS.includes(field)) {
    return <TextDiff before={textOf(before)} after={textOf(after)} />;
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base">
      <Side kind="removed">{words(field, before, states.before)}</Side>
      <ArrowRight aria-hidden className="size-3.5 stroke-[1.5] text-faint rtl:-scale-x-100" />
      <Side kind="added">{words(field, after, states.after)}</Side>
    </p>
  );
}

/** A list: what was put in and taken out, in the order of the one it stands in. */
function Entries({ change: { field, before, after }, names }: Omit<ChangeProps, 'states'>) {
  const words = useEntryWords(names);
  const [old, now] = [listOf(before), listOf(after)];
  const moved = old.length === now.length && old.every((entry) => now.includes(entry));
  if (moved) return <TextDiff before={old.join('\n')} after={now.join('\n')} />;
  return (
    <ul className="flex flex-col items-start gap-1 text-base">
      {old
        .filter((entry) => !now.includes(entry))
        .map((entry) => (
          <li key={`old ${entry}`}>
            <Side kind="removed">{words(field, entry)}</Side>
          </li>
        ))}
      {now
        .filter((entry) => !old.includes(entry))
        .map((entry) => (
          <li key={`now ${entry}`}>
            <Side kind="added">{words(field, entry)}</Side>
          </li>
        ))}
    </ul>
  );
}

function Side({ kind, children }: { kind: 'added' | 'removed'; children: string }) {
  const t = useTranslations('agents.versions');
  return (
    <span
      className={cn(
        'inline-block rounded-sm px-1.5 py-0.5 wrap-anywhere',
        kind === 'added' ? 'bg-green-tint text-ink' : 'bg-red-tint text-ink',
      )}
      dir="auto"
    >
      <span aria-hidden className="me-1.5 text-muted">
        {kind === 'added' ? '+' : '−'}
      </span>
      <span className="sr-only">{t(kind)} </span>
      {children}
    </span>
  );
}

function textOf(value: FieldChange['before']): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: FieldChange['before']): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [];
}
