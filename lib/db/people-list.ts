/** The list of people as admins search, narrow and order it; and one person in figures. */

import { dayOf, monthStartDay } from '@/lib/contract/budget';
import {
  type PeopleQuery,
  type PeopleSort,
  type PersonLine,
  ROLES,
  STATUSES,
} from '@/lib/contract/people-list';
import { sqlClient } from './client';
import { findUser, type Person } from './users';

export const PEOPLE_PAGE = 50;

const ORDER: Record<PeopleSort, string> = {
  email: 'u.email',
  role: 'u.role',
  status: 'u.status',
  seen: 'seenAt',
  joined: 'u.created_at',
  messages: 'messages',
};

const MATCHES = `u.email NOT LIKE 'removed:%'
  AND (:text = '' OR instr(u.email, :text) > 0 OR instr(lower(u.name), :text) > 0)
  AND (:role = '' OR u.role = :role) AND (:status = '' OR u.status = :status)
  AND (:group = '' OR EXISTS (SELECT 1 FROM group_members m
    WHERE m.group_id = :group AND m.user_id = u.id))`;

const WAITING = "SELECT count(*) AS n FROM users WHERE status = 'pending'";

const COLUMNS = `u.id, u.email, u.name, u.role, u.status, u.created_at AS joinedAt,
  (SELECT max(coalesce(l.last_seen_at, l.created_at)) FROM logins l WHERE l.user_id = u.id)
    AS seenAt,
  (SELECT json_group_array(name) FROM (SELECT g.name FROM group_members m
    JOIN groups g ON g.id = m.group_id WHERE m.user_id = u.id ORDER BY g.name)) AS groups,
  (SELECT coalesce(sum(d.messages), 0) FROM usage_days d
    WHERE d.user_id = u.id AND d.day BETWEEN :monthDay AND :day) AS messages`;

function matching({ text, role, status, group }: PeopleQuery) {
  return { text: text.trim().toLowerCase(), role, status, group };
}

/** A page of the people an admin asks for, how many match, and how many wait for approval. */
export async function listPeople(
  query: PeopleQuery,
  now = Date.now(),
): Promise<{ people: PersonLine[]; total: number; pending: number }> {
  const asked = matching(query);
  const direction = query.descending ? 'DESC' : 'ASC';
  const [lines, counted, waiting] = await sqlClient().batch(
    [
      {
        sql: `SELECT ${COLUMNS} FROM users u WHERE ${MATCHES}
          ORDER BY ${ORDER[query.sort]} ${direction} NULLS LAST, u.email LIMIT :limit OFFSET :skip`,
        args: {
          ...asked,
          day: dayOf(now),
          monthDay: monthStartDay(now),
          limit: PEOPLE_PAGE,
          skip: (query.page - 1) * PEOPLE_PAGE,
        },
      },
      { sql: `SELECT count(*) AS n FROM users u WHERE ${MATCHES}`, args: asked },
      WAITING,
    ],
    'read',
  );
  return {
    people: (lines?.rows ?? []).map(toLine),
    total: Number(counted?.rows[0]?.n ?? 0),
    pending: Number(waiting?.rows[0]?.n ?? 0),
  };
}

const CHUNK = 500;

/** Everybody an admin asks for, by address, read as they are taken. */
export async function* eachPerson(query: PeopleQuery, now: number): AsyncGenerator<PersonLine[]> {
  for (let edge = ''; ; ) {
    const { rows } = await sqlClient().execute({
      sql: `SELECT ${COLUMNS} FROM users u WHERE u.email > :edge AND ${MATCHES}
        ORDER BY u.email LIMIT :limit`,
      args: {
        ...matching(query),
        day: dayOf(now),
        monthDay: monthStartDay(now),
        edge,
        limit: CHUNK,
      },
    });
    const people = rows.map(toLine);
    if (people.length > 0) yield people;
    const last = people.at(-1);
    if (!last || people.length < CHUNK) return;
    edge = last.email;
  }
}

function toLine(row: Record<string, unknown>): PersonLine {
  return {
    id: String(row.id),
    email: String(row.email),
    name: String(row.name),
    role: ROLES.find((role) => role === row.role) ?? 'user',
    status: STATUSES.find((status) => status === row.status) ?? 'disabled',
    groups: JSON.parse(String(row.groups)),
    joinedAt: Number(row.joinedAt),
    seenAt: row.seenAt === null ? null : Number(row.seenAt),
    messages: Number(row.messages),
  };
}

/** How many people wait for approval. */
export async function countWaiting(): Promise<number> {
  const { rows } = await sqlClient().execute(WAITING);
  return Number(rows[0]?.n ?? 0);
}

/** A person with what belongs to them, in figures: what would go with them. */
export interface PersonFigures extends Person {
  /** Unix milliseconds. */
  joinedAt: number;
  conversations: number;
  messages: number;
  /** Sign-ins that stand. */
  signIns: number;
  tokens: number;
  shares: number;
  /** Days on which they used something. */
  usageDays: number;
}

const count = (rows: string) => `(SELECT count(*) FROM ${rows})`;

/** One person; null when there is none, or they were anonymised. */
export async function readPerson(id: string, now = Date.now()): Promise<PersonFigures | null> {
  const person = await findUser(id);
  if (!person || person.email.startsWith('removed:')) return null;
  const { rows } = await sqlClient().execute({
    sql: `SELECT u.created_at AS joinedAt,
        ${count('sessions WHERE user_id = :id')} AS conversations,
        ${count('messages m JOIN sessions s ON s.id = m.session_id WHERE s.user_id = :id')} AS messages,
        ${count('logins WHERE user_id = :id AND revoked_at IS NULL AND expires_at > :now')} AS signIns,
        ${count('tokens WHERE user_id = :id AND revoked_at IS NULL')} AS tokens,
        ${count('shares WHERE user_id = :id')} AS shares,
        ${count('usage_days WHERE user_id = :id')} AS usageDays
      FROM users u WHERE u.id = :id`,
    args: { id, now },
  });
  const row: Record<string, unknown> = rows[0] ?? {};
  const figure = (name: string) => Number(row[name] ?? 0);
  return {
    ...person,
    joinedAt: figure('joinedAt'),
    conversations: figure('conversations'),
    messages: figure('messages'),
    signIns: figure('signIns'),
    tokens: figure('tokens'),
    shares: figure('shares'),
    usageDays: figure('usageDays'),
  };
}
