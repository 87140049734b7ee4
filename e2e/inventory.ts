/**
 * Who gets what at every address. What the build serves and this does not list
 * fails the tests, so that nothing new is let in unseen.
 */

import { newId } from '@/lib/contract/ids';

/**
 * Who asks. `pending` and `disabled`: signed in and with a token, then made to wait
 * for approval, or switched off.
 */
export const CALLERS = ['anonymous', 'pending', 'disabled', 'user', 'admin'] as const;
export type Caller = (typeof CALLERS)[number];

/** A status, or where it redirects to. */
export type Answer = number | string;

export type Answers = Record<Caller, Answer>;

/** For whoever comes, the same. */
const all = (answer: Answer): Answers => ({
  anonymous: answer,
  pending: answer,
  disabled: answer,
  user: answer,
  admin: answer,
});

/** To outsiders what `outside` says, to both user and admin the same. */
const members = (outside: Answer, inside: Answer): Answers => ({
  anonymous: outside,
  pending: outside,
  disabled: outside,
  user: inside,
  admin: inside,
});

const adminPage = (path: string): Answers => ({
  ...members(`/sign-in?next=${encodeURIComponent(path)}`, 200),
  user: 404,
});

const ownPage = (path: string): Answers =>
  members(`/sign-in?next=${encodeURIComponent(path)}`, 200);

/** The pages, each with an address to try. */
export const PAGES: Record<string, { path?: string; answers: Answers }> = {
  '/': { answers: members('/sign-in', 200) },
  '/admin': { answers: adminPage('/admin') },
  '/admin/agents/[id]': {
    path: '/admin/agents/guide',
    answers: adminPage('/admin/agents/guide'),
  },
  '/admin/agents/[id]/versions': {
    path: '/admin/agents/guide/versions',
    answers: adminPage('/admin/agents/guide/versions'),
  },
  '/admin/agents/import': { answers: adminPage('/admin/agents/import') },
  '/admin/agents/thinnest': { answers: adminPage('/admin/agents/thinnest') },
  '/admin/agents/new': { answers: adminPage('/admin/agents/new') },
  '/admin/audit': { answers: adminPage('/admin/audit') },
  '/admin/groups': { answers: adminPage('/admin/groups') },
  '/admin/groups/[id]': {
    path: '/admin/groups/nothing',
    answers: { ...adminPage('/admin/groups/nothing'), admin: 404 },
  },
  '/admin/limits': { answers: adminPage('/admin/limits') },
  '/admin/people': { answers: adminPage('/admin/people') },
  '/admin/people/[id]': {
    path: '/admin/people/nothing',
    answers: { ...adminPage('/admin/people/nothing'), admin: 404 },
  },
  '/admin/system': { answers: adminPage('/admin/system') },
  '/admin/feedback': { answers: adminPage('/admin/feedback') },
  '/admin/usage': { answers: adminPage('/admin/usage') },
  '/admin/settings': { answers: adminPage('/admin/settings') },
  '/admin/invite': { answers: adminPage('/admin/invite') },
  '/archive': { answers: members('/sign-in?next=%2Farchive', 200) },
  '/search': { answers: members('/sign-in?next=%2Fsearch', 200) },
  '/trash': { answers: members('/sign-in?next=%2Ftrash', 200) },
  '/c/[sessionId]': { path: '/c/nothing', answers: members('/sign-in?next=%2Fc%2Fnothing', 404) },
  '/invite/[code]': { path: '/invite/nothing', answers: all(200) },
  '/print/[sessionId]': { answers: members('/sign-in?next=%2Fprint%2Fnothing', 404) },
  '/s/[code]': { answers: all(404) },
  '/settings': { answers: ownPage('/settings') },
  '/settings/appearance': { answers: ownPage('/settings/appearance') },
  '/settings/data': { answers: ownPage('/settings/data') },
  '/settings/devices': { answers: ownPage('/settings/devices') },
  '/settings/profile': { answers: ownPage('/settings/profile') },
  '/settings/shortcuts': { answers: ownPage('/settings/shortcuts') },
  '/settings/tokens': { answers: ownPage('/settings/tokens') },
  '/settings/usage': { answers: ownPage('/settings/usage') },
  '/reset/[code]': { path: '/reset/nothing', answers: all(200) },
  '/setup': { answers: all(200) },
  '/sign-in': { answers: members(200, '/') },
  '/sign-out': { answers: members('/sign-in', 200) },
  '/sign-up': { answers: members(200, '/') },
  '/waiting': { answers: members(200, '/') },
};

/** One method of a route: what each caller gets for a request that names nothing of theirs. */
export interface Method {
  answers: Answers;
  query?: string;
  body?: unknown;
}

const chat = () => ({ agent_id: newId(), message: 'Hello' });
const queued = () => ({ id: newId(), text: 'Hello' });
const mine = (inside: Answer) => members(401, inside);
const session = '?session_id=nothing';
/** For admins; to other people who are signed in it does not exist. */
const adminRoute = (answer: Answer): Answers => ({ ...mine(answer), user: 404 });

/** The routes by method; for what stands in brackets, `nothing` is asked, or what `path` says. */
export const ROUTES: Record<string, { path?: string; methods: Record<string, Method> }> = {
  '/api/activity': { methods: { GET: { answers: mine(200) } } },
  '/api/admin/agents': { methods: { GET: { answers: adminRoute(200) } } },
  '/api/admin/agents/try': { methods: { POST: { answers: adminRoute(422), body: {} } } },
  '/api/auth/[...nextauth]': {
    path: '/api/auth/session',
    methods: { GET: { answers: all(200) }, POST: { answers: all(404) } },
  },
  '/api/health': { methods: { GET: { answers: all(200) } } },
  '/api/export': { methods: { GET: { answers: mine(200), query: '?format=json' } } },
  '/api/import': { methods: { POST: { answers: mine(422), body: {} } } },
  '/api/sessions/[sessionId]/export': {
    methods: { GET: { answers: mine(404), query: '?format=md' } },
  },
  '/api/search': { methods: { GET: { answers: mine(200), query: '?q=x' } } },
  '/api/admin/audit': { methods: { GET: { answers: adminRoute(200) } } },
  '/api/admin/feedback': { methods: { GET: { answers: adminRoute(200) } } },
  '/api/admin/live': { methods: { GET: { answers: adminRoute(200) } } },
  '/api/admin/usage': { methods: { GET: { answers: adminRoute(200) } } },
  '/api/admin/people': { methods: { GET: { answers: adminRoute(200) } } },
  '/api/admin/backups/[name]': { methods: { GET: { answers: mine(404) } } },
  '/api/logo': { methods: { GET: { answers: all(404) } } },
  '/api/sessions/[sessionId]/messages': {
    methods: { GET: { answers: mine(404), query: `?before=${newId()}` } },
  },
  '/api/sessions/[sessionId]/queue': {
    methods: {
      POST: { answers: mine(404), body: queued() },
      PATCH: { answers: mine(404), body: queued() },
      PUT: { answers: mine(404), body: queued() },
      DELETE: { answers: mine(404), query: `?id=${newId()}` },
    },
  },
  '/api/sessions/[sessionId]/read': { methods: { POST: { answers: mine(204) } } },
  '/api/sessions/[sessionId]/tab': {
    methods: { POST: { answers: mine(204) }, DELETE: { answers: mine(204) } },
  },
  '/chat': { methods: { POST: { answers: mine(404), body: chat() } } },
  '/chat/stream': {
    methods: {
      GET: { answers: mine(404), query: session },
      POST: { answers: mine(404), body: chat() },
      DELETE: { answers: mine(404), query: session },
    },
  },
  '/api/usage': { methods: { GET: { answers: mine(200) } } },
  '/chat/stream/check': { methods: { GET: { answers: { ...mine(200), user: 404 } } } },
  '/icon.svg': { methods: { GET: { answers: all(200) } } },
  '/v1/agents/[agentId]/chat': { methods: { POST: { answers: mine(404), body: chat() } } },
  '/v2/agents': { methods: { GET: { answers: mine(200) } } },
  '/v2/chats': { methods: { GET: { answers: mine(200) } } },
  '/v2/chats/[sessionId]': {
    methods: { GET: { answers: mine(404) }, DELETE: { answers: mine(404) } },
  },
};

const form = all('validation');
const person = members('/sign-in', 'validation');
const own = members('unauthenticated', 'validation');
const leave = all('/sign-in');
const admin = { ...members('unauthenticated', 'validation'), user: 'forbidden' };

/** The server actions, sent nothing: `validation` says that the guard let the caller through. */
export const ACTIONS: Record<string, Answers> = {
  'app/(auth)/actions.ts goToProvider': form,
  'app/(auth)/actions.ts joinHere': form,
  'app/(auth)/actions.ts resetHere': form,
  'app/(auth)/actions.ts setUpHere': form,
  'app/(auth)/actions.ts signInHere': form,
  'app/(auth)/actions.ts signOutHere': leave,
  'app/(auth)/actions.ts signUpHere': form,
  'app/(chat)/actions.ts archiveConversation': person,
  'app/(chat)/actions.ts countConversations': person,
  'app/(chat)/actions.ts eraseConversations': person,
  'app/(chat)/actions.ts listArchive': person,
  'app/(chat)/actions.ts listConversations': person,
  'app/(chat)/actions.ts listPinnedConversations': person,
  'app/(chat)/actions.ts listTrashed': person,
  'app/(chat)/actions.ts pinConversation': person,
  'app/(chat)/actions.ts removeConversations': person,
  'app/(chat)/actions.ts renameConversation': person,
  'app/(chat)/actions.ts restoreConversations': person,
  'app/(chat)/share-actions.ts listShares': person,
  'app/(chat)/share-actions.ts revokeAllShares': person,
  'app/(chat)/share-actions.ts revokeShare': person,
  'app/(chat)/share-actions.ts shareConversation': person,
  'app/(chat)/turn-actions.ts chooseBranch': person,
  'app/(chat)/turn-actions.ts rateMessage': person,
  'app/s/[code]/actions.ts copyShare': person,
  'app/(chat)/tag-actions.ts assignTags': person,
  'app/(chat)/tag-actions.ts dropTag': person,
  'app/(chat)/tag-actions.ts editTag': person,
  'app/(chat)/tag-actions.ts makeTag': person,
  'app/admin/actions.ts checkConnection': admin,
  'app/admin/actions.ts deleteAgent': admin,
  'app/admin/actions.ts moveAgent': admin,
  'app/admin/actions.ts saveAgent': admin,
  'app/admin/actions.ts searchPeople': admin,
  'app/admin/actions.ts setEnabled': admin,
  'app/admin/actions.ts tellConversations': admin,
  'app/admin/agents/actions.ts archiveAgent': admin,
  'app/admin/agents/actions.ts copyAgent': admin,
  'app/admin/agents/actions.ts makeDefault': admin,
  'app/admin/agents/actions.ts restoreVersion': admin,
  'app/admin/agents/thinnest/actions.ts applyPlatform': admin,
  'app/admin/agents/import-actions.ts importFile': admin,
  'app/admin/agents/import-actions.ts lookAtFile': admin,
  'app/admin/invite/actions.ts makeInvite': admin,
  'app/admin/groups/actions.ts changeGroupMembers': admin,
  'app/admin/groups/actions.ts removeGroup': admin,
  'app/admin/groups/actions.ts saveGroup': admin,
  'app/admin/limits/actions.ts saveLimits': admin,
  'app/admin/people/actions.ts addToGroup': admin,
  'app/admin/people/actions.ts changePeople': admin,
  'app/admin/people/actions.ts makeResetLink': admin,
  'app/admin/people/actions.ts removePerson': admin,
  'app/admin/people/actions.ts setGroups': admin,
  'app/admin/people/actions.ts signOutEverywhere': admin,
  'app/admin/people/actions.ts takeInviteBack': admin,
  'app/admin/settings/actions.ts saveSettings': admin,
  'app/admin/settings/actions.ts tellRetention': admin,
  'app/admin/feedback/actions.ts readRated': admin,
  'app/admin/usage/actions.ts stopAnswer': admin,
  'app/palette/actions.ts openPalette': person,
  'app/settings/actions.ts changePassword': own,
  'app/settings/actions.ts deleteAccount': own,
  'app/settings/actions.ts deleteConversations': own,
  'app/settings/actions.ts endDevices': own,
  'app/settings/actions.ts makeToken': own,
  'app/settings/actions.ts restoreConversations': own,
  'app/settings/actions.ts revokeToken': own,
  'app/settings/actions.ts saveName': own,
  'app/settings/actions.ts savePreferences': own,
  'app/settings/actions.ts saveShortcuts': own,
  'app/admin/system/actions.ts backUpNow': admin,
  'app/admin/system/actions.ts checkClock': admin,
  'app/admin/system/actions.ts checkKey': admin,
  'app/admin/system/actions.ts checkRestore': admin,
  'app/admin/system/actions.ts removeBackup': admin,
};

/** An address of a route or page to ask at. */
export function addressOf(pattern: string, path?: string): string {
  return path ?? pattern.replaceAll(/\[[^\]]+\]/g, 'nothing');
}

/**
 * What a token that may only read gets: what its person gets, but changes nothing.
 * Where everybody gets the same, nobody is asked who they are.
 */
export function readerGets(answers: Answers, method: string, of: 'user' | 'admin'): Answer {
  const open = CALLERS.every((caller) => answers[caller] === answers.anonymous);
  return method === 'GET' || open ? answers[of] : 403;
}
