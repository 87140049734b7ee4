/** What admins can do to several people at once. */

export const PEOPLE_CHANGES = [
  'approve',
  'decline',
  'enable',
  'disable',
  'makeAdmin',
  'makeUser',
] as const;
export type PeopleChange = (typeof PEOPLE_CHANGES)[number];
