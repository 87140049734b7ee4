'use client';

import { UserPlus, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { type Act, act } from '@/components/admin/act';
import type { PersonChoice } from '@/components/admin/agent-draft';
import { type SearchPeople, usePeopleSearch } from '@/components/admin/use-people-search';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toaster';

interface MembersProps {
  groupId: string;
  members: readonly PersonChoice[];
  search: SearchPeople;
  change: Act<{ id: string; add: string[]; remove: string[] }, null>;
}

/** Who is in a group; found people are put in with one press. */
export function Members({ groupId, members, search, change }: MembersProps) {
  const t = useTranslations('people.groups');
  const { text, found, failed, ask } = usePeopleSearch(search);
  const [said, say] = useState('');
  const [busy, start] = useTransition();
  const perform = (person: PersonChoice, on: boolean) =>
    start(async () => {
      const ids = [person.id];
      const input = { id: groupId, add: on ? ids : [], remove: on ? [] : ids };
      const outcome = await act(change, input);
      if (!outcome.ok) return notify(t('failed'));
      say(t(on ? 'added' : 'removed', { email: person.email }));
      if (on) ask('');
    });
  const offered = (found ?? []).filter(({ id }) => !members.some((member) => member.id === id));
  return (
    <div className="flex flex-col gap-3">
      <Field
        id="member-search"
        label={t('addMember')}
        help={t('addMemberHelp')}
        error={failed ? t('searchFailed') : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="search"
            value={text}
            onChange={(event) => ask(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      {found !== null && (
        <ul aria-label={t('found')} className="rounded-lg border border-line bg-raised p-1">
          {offered.map((person) => (
            <li key={person.id} className="flex min-h-10 items-center gap-2 ps-2 text-base">
              <Words person={person} />
              <Button
                size="sm"
                variant="ghost"
                aria-disabled={busy}
                onClick={() => !busy && perform(person, true)}
              >
                <UserPlus aria-hidden />
                {t('add')}
                <span className="sr-only">{person.email}</span>
              </Button>
            </li>
          ))}
          {offered.length === 0 && (
            <li className="px-2 py-1.5 text-base text-muted">{t('nobodyFound')}</li>
          )}
        </ul>
      )}
      {members.length === 0 ? (
        <p className="text-base text-muted">{t('noMembers')}</p>
      ) : (
        <ul
          aria-label={t('members')}
          className="divide-y divide-line rounded-lg border border-line"
        >
          {members.map((person) => (
            <li key={person.id} className="flex min-h-10 items-center gap-2 ps-3 pe-1.5 text-base">
              <Link href={`/admin/people/${person.id}`} className="min-w-0 flex-1 hover:underline">
                <Words person={person} />
              </Link>
              <IconButton
                size="sm"
                label={t('takeOut', { email: person.email })}
                onClick={() => !busy && perform(person, false)}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

function Words({ person: { email, name } }: { person: PersonChoice }) {
  return (
    <span className="block min-w-0 flex-1 truncate text-ink">
      {email}
      {name !== '' && <span className="ms-2 text-muted">{name}</span>}
    </span>
  );
}
