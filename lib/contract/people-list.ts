/** The list of people: what its address asks for, and what a line of it shows. */

/** Columns the list can be ordered by. */
export const PEOPLE_SORTS = ['email', 'role', 'status', 'seen', 'joined', 'messages'] as const;
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

export const ROLES = ['user', 'admin'] as const;
export const STATUSES = ['active', 'pending', 'disabled'] as const;

/** What is asked for. Empty texts: not narrowed by that. `page` counts from 1. */
export interface PeopleQuery {
  text: string;
  role: '' | (typeof ROLES)[number];
  status: '' | (typeof STATUSES)[number];
  /** A group's id. */
  group: string;
  sort: PeopleSort;
  descending: boolean;
  page: number;
}

/** One person of the list. Times are Unix milliseconds. */
export interface PersonLine {
  id: string;
  email: string;
  name: string;
  role: (typeof ROLES)[number];
  status: (typeof STATUSES)[number];
  groups: string[];
  joinedAt: number;
  /** Null when they are signed in nowhere. */
  seenAt: number | null;
  /** Messages of this month. */
  messages: number;
}

/** Reads the address; what it cannot mean counts as not said. */
export function readPeopleQuery(
  params: Record<string, string | string[] | undefined>,
): PeopleQuery {
  const text = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.slice(0, 254) ?? '';
  };
  const page = Number(text('page'));
  const sort = text('sort');
  return {
    text: text('q'),
    role: ROLES.find((role) => role === text('role')) ?? '',
    status: STATUSES.find((status) => status === text('status')) ?? '',
    group: text('group'),
    sort: PEOPLE_SORTS.find((known) => known === sort.replace(/^-/, '')) ?? 'email',
    descending: sort.startsWith('-'),
    page: Number.isInteger(page) && page > 0 ? Math.min(page, 100_000) : 1,
  };
}

/** The parameters that ask for the same; a change of what is asked for leads back to the first page. */
export function peopleParams(
  query: PeopleQuery,
  change: Partial<PeopleQuery> = {},
): URLSearchParams {
  const next = { ...query, page: 1, ...change };
  const sort = `${next.descending ? '-' : ''}${next.sort}`;
  const params = new URLSearchParams();
  const said = {
    q: next.text.trim(),
    role: next.role,
    status: next.status,
    group: next.group,
    sort: sort === 'email' ? '' : sort,
    page: next.page === 1 ? '' : String(next.page),
  };
  for (const [name, value] of Object.entries(said)) if (value) params.set(name, value);
  return params;
}

/** The address of a list. */
export function peopleAddress(query: PeopleQuery, change: Partial<PeopleQuery>): string {
  const search = peopleParams(query, change).toString();
  return search ? `/admin/people?${search}` : '/admin/people';
}
