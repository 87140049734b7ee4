import { expect, it } from 'vitest';
import { peopleAddress, readPeopleQuery } from './people-list';

it('an address comes out as it went in, and says nothing that is usual', () => {
  const address = '/admin/people?q=ada&role=admin&status=pending&group=g1&sort=-seen&page=3';
  const query = readPeopleQuery(Object.fromEntries(new URL(address, 'http://x').searchParams));
  expect(peopleAddress(query, { page: query.page })).toBe(address);
  expect(peopleAddress(readPeopleQuery({}), {})).toBe('/admin/people');
  expect(peopleAddress(query, { role: '' })).not.toContain('page');
});

it('what an address cannot mean counts as not said', () => {
  const wrong = { role: 'root', status: ['x', 'active'], sort: 'password_hash', page: '-1' };
  expect(readPeopleQuery(wrong)).toEqual(readPeopleQuery({}));
});
