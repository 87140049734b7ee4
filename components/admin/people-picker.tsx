'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { cn } from '@/lib/cn';
import type { PersonChoice } from './agent-draft';
import { type SearchPeople, usePeopleSearch } from './use-people-search';

const LIST = 'agent-people-found';

interface PeoplePickerProps {
  people: readonly PersonChoice[];
  onChange: (people: PersonChoice[]) => void;
  search: SearchPeople;
}

/** Names people by searching them; those named stand below, each with a way to remove. */
export function PeoplePicker({ people, onChange, search }: PeoplePickerProps) {
  const t = useTranslations('admin.form');
  const { text, found, failed, ask } = usePeopleSearch(search);
  const [at, setAt] = useState(0);
  const offered = (found ?? []).filter((one) => !people.some((person) => person.id === one.id));
  const active = offered[Math.min(at, offered.length - 1)];
  const add = (person: PersonChoice) => {
    onChange([...people, person]);
    ask('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault(); // Enter here names a person; it does not save the form.
      if (active) add(active);
    } else if (event.key === 'Escape' && text !== '') {
      ask('');
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(Math.max(0, Math.min(offered.length - 1, at + step)));
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <Field
        id="agent-people"
        label={t('people')}
        help={people.length === 0 ? t('peopleEmpty') : t('peopleHelp')}
        error={failed ? t('peopleFailed') : undefined}
      >
        {(control) => (
          <div className="relative">
            <Input
              {...control}
              role="combobox"
              aria-expanded={found !== null}
              aria-controls={LIST}
              aria-autocomplete="list"
              aria-activedescendant={active && `agent-person-${active.id}`}
              value={text}
              onChange={(event) => ask(event.target.value)}
              onKeyDown={onKeyDown}
              placeholder={t('peoplePlaceholder')}
              autoComplete="off"
              spellCheck={false}
            />
            {found !== null && <Offered people={offered} active={active} onPick={add} />}
          </div>
        )}
      </Field>
      <Named
        people={people}
        onRemove={(id) => onChange(people.filter((person) => person.id !== id))}
      />
    </div>
  );
}

interface OfferedProps {
  people: readonly PersonChoice[];
  active: PersonChoice | undefined;
  onPick: (person: PersonChoice) => void;
}

function Offered({ people, active, onPick }: OfferedProps) {
  const t = useTranslations('admin.form');
  return (
    <div
      id={LIST}
      role="listbox"
      aria-label={t('people')}
      data-edge
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-64 animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
    >
      {people.map((person) => (
        <div
          key={person.id}
          id={`agent-person-${person.id}`}
          role="option"
          aria-selected={person === active}
          tabIndex={-1}
          // Keeps the focus in the text field, whose keys walk the list.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
          onKeyDown={() => undefined}
          className={cn(
            'flex min-h-8 cursor-pointer items-center rounded-md px-2 text-base pointer-coarse:min-h-11 hover:bg-tint',
            person === active && 'bg-tint',
          )}
        >
          <PersonWords person={person} />
        </div>
      ))}
      {people.length === 0 && (
        <p role="status" className="px-2 py-1.5 text-base text-muted">
          {t('peopleNone')}
        </p>
      )}
    </div>
  );
}

interface NamedProps {
  people: readonly PersonChoice[];
  onRemove: (id: string) => void;
}

function Named({ people, onRemove }: NamedProps) {
  const t = useTranslations('admin.form');
  if (people.length === 0) return null;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {people.map((person) => (
        <li key={person.id} className="flex min-h-10 items-center gap-2 pe-1.5 ps-3 text-base">
          <PersonWords person={person} />
          <IconButton
            size="sm"
            label={t('removePerson', { email: person.email })}
            onClick={() => onRemove(person.id)}
          >
            <X aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function PersonWords({ person: { email, name } }: { person: PersonChoice }) {
  return (
    <span className="min-w-0 flex-1 truncate text-ink">
      {email}
      {name !== '' && <span className="ms-2 text-muted">{name}</span>}
    </span>
  );
}
