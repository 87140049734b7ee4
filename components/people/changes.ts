/** Which changes make sense for some people. Pure. */

import { PEOPLE_CHANGES, type PeopleChange } from '@/lib/contract/people-change';
import type { PersonLine } from '@/lib/contract/people-list';

type Standing = Pick<PersonLine, 'role' | 'status'>;

const FITS: Record<PeopleChange, (person: Standing) => boolean> = {
  approve: ({ status }) => status === 'pending',
  decline: ({ status }) => status === 'pending',
  enable: ({ status }) => status === 'disabled',
  disable: ({ status }) => status === 'active',
  makeAdmin: ({ role, status }) => role === 'user' && status === 'active',
  makeUser: ({ role }) => role === 'admin',
};

/** The changes that would change all of them. */
export function changesFor(people: readonly Standing[]): PeopleChange[] {
  return PEOPLE_CHANGES.filter((change) => people.every(FITS[change]));
}

/** Whether to ask before. */
export function needsConsent(change: PeopleChange): change is AskedChange {
  return change !== 'approve' && change !== 'enable';
}

/** The changes that are asked about first. */
export type AskedChange = Exclude<PeopleChange, 'approve' | 'enable'>;
