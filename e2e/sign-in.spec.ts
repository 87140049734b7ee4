import { expect, type Page } from '@playwright/test';
import { newId } from '@/lib/contract/ids';
import { setUserRole, setUserStatus } from '@/lib/db/person-changes';
import { builtAction } from './build';
import { choose, composer, send } from './composer';
import { test } from './fixtures';
import { done, text } from './upstream/steps';
import { callAction, form, signedIn, visitor, withToken } from './visitor';

const WRONG = 'E-mail or password is wrong.';

// Before there is an admin, the page has no form.
test.beforeAll(({ world }) => world.person({ role: 'admin' }));

async function fillAndSignIn(page: Page, person: { email: string; password: string }) {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('A12 a wrong password and an unknown address get the same answer, and nothing typed is lost @touch', async ({
  page,
  world,
  app,
}) => {
  const person = await world.person();
  const unknown = `nobody-${newId()}@example.com`;
  await page.goto('/sign-in');
  for (const email of [person.email, unknown]) {
    await fillAndSignIn(page, { email, password: 'not the password' });
    await expect(page.getByText(WRONG)).toBeVisible();
    await expect(page.getByLabel('E-mail')).toHaveValue(email);
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.reload();
  }
  const answerTo = async (email: string) => {
    const fields = form({ email, password: 'not the password', next: '/' });
    const answer = await callAction(visitor(app.url), builtAction('signInHere'), fields);
    return { ...answer, text: answer.text.replaceAll(email, 'ADDRESS') };
  };
  const known = await answerTo(person.email);
  expect(known.code).toBe('unauthenticated');
  expect(await answerTo(unknown)).toEqual(known);
});

test('signing in leads back to the page that asked for it, with its query', async ({
  page,
  world,
}) => {
  const person = await world.person();
  const agent = await world.agent([text('Hello.'), done()]);
  await page.goto(`/?agent=${agent.id}`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fillAndSignIn(page, person);
  await expect(page).toHaveURL(`/?agent=${agent.id}`);
  await expect(composer(page)).toHaveAttribute('placeholder', `Message ${agent.name}`);
});

const ELSEWHERE = [
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  '/%0d%0aset-cookie:x=1//evil.example',
];

test('next= never leads to another site', async ({ page, world, app }) => {
  const { email, password } = await world.person();
  for (const next of ELSEWHERE) {
    const answer = await callAction(
      visitor(app.url),
      builtAction('signInHere'),
      form({ email, password, next }),
    );
    expect(answer.redirect, next).toMatch(/^\/(?![/\\])/);
    expect(answer.redirect, next).not.toMatch(/[\r\n]/);
    expect(answer.cookies).toContain('session-token');
  }
  await page.goto(`/sign-in?next=${encodeURIComponent('//evil.example/')}`);
  await fillAndSignIn(page, { email, password });
  await expect(page).toHaveURL(`${app.url}/`);
});

test('A14 A15 the cookie is new with each sign-in, kept from scripts, and worthless after signing out @touch', async ({
  page,
  context,
  world,
  app,
}) => {
  const person = await world.person();
  const before = await signedIn(app.url, person);
  const [name = '', value = ''] = (before.headers.cookie ?? '').split(/=(.*)/s);
  await context.addCookies([{ name, value, url: app.url }]);
  const answer = await callAction(
    before,
    builtAction('signInHere'),
    form({ email: person.email, password: person.password, next: '/' }),
  );
  expect(answer.cookies).toMatch(/session-token=.+; Path=\/;.*HttpOnly; SameSite=lax/i);
  expect(answer.cookies).not.toContain(value);
  expect((await before.send('/v2/chats')).status).toBe(401);

  await page.goto('/sign-in');
  await fillAndSignIn(page, person);
  await expect(composer(page)).toBeVisible();
  const [cookie] = (await context.cookies()).filter((each) => each.name === name);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const holder = visitor(app.url, { cookie: `${name}=${cookie?.value}` });
  expect((await holder.send('/v2/chats')).status).toBe(200);

  const drawer = page.getByRole('button', { name: 'Open the sidebar' });
  if (await drawer.isVisible()) await drawer.click();
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await holder.send('/v2/chats')).status).toBe(401);
  const refused = await holder.send('/');
  expect([refused.status, refused.headers.get('location')]).toEqual([307, '/sign-in']);
});

test('following a link to sign-out ends nothing; the button there does', async ({
  page,
  world,
}) => {
  await world.signIn(page, await world.person());
  await page.goto('/sign-out');
  await page.getByRole('link', { name: 'Stay signed in' }).click();
  await expect(composer(page)).toBeVisible();
  await page.goto('/sign-out');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('A07 A08 a role that changes and an account that is switched off count from the next request on', async ({
  page,
  world,
  app,
}) => {
  const person = await world.person();
  const cookie = await signedIn(app.url, person);
  const token = withToken(app.url, person.token);
  const admin = async () => (await cookie.send('/admin')).status;
  expect(await admin()).toBe(404);
  await setUserRole(person.id, 'admin');
  expect(await admin()).toBe(200);
  await setUserRole(person.id, 'user');
  expect(await admin()).toBe(404);

  await setUserStatus(person.id, 'disabled');
  for (const caller of [cookie, token]) {
    expect((await caller.send('/v2/chats')).status).toBe(401);
  }
  expect((await cookie.send('/')).headers.get('location')).toBe('/sign-in');
  await page.goto('/sign-in');
  await fillAndSignIn(page, person);
  await expect(page.getByText('This account is switched off.')).toBeVisible();
  await fillAndSignIn(page, { ...person, password: 'not the password' });
  await expect(page.getByText(WRONG)).toBeVisible();
});

test('A13 many wrong passwords, whatever address they claim to come from, are slowed down', async ({
  page,
  world,
  app,
}) => {
  const person = await world.person();
  // By number: a browser and a program may reach `localhost` from different addresses.
  const url = app.url.replace('localhost', '127.0.0.1');
  const codes: (string | null)[] = [];
  for (let at = 1; at <= 9; at += 1) {
    const guess = visitor(url, { 'x-forwarded-for': `203.0.113.${at}` });
    const fields = form({ email: person.email, password: `guess number ${at}`, next: '/' });
    codes.push((await callAction(guess, builtAction('signInHere'), fields)).code);
  }
  expect(codes).toEqual([...Array<string>(8).fill('unauthenticated'), 'rate_limited']);
  await page.goto(`${url}/sign-in`);
  await fillAndSignIn(page, person);
  await expect(page.getByText(/^Too many attempts\. Try again in \d+:\d\d\.$/)).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test('a sign-in that ends while one types: sign in again, same place, same text', async ({
  page,
  context,
  world,
}) => {
  const person = await world.person();
  const agent = await world.agent([text('An answer.'), done()]);
  await world.signIn(page, person);
  await page.goto('/');
  await choose(page, agent.name);
  await send(page, 'A question');
  await expect(page.getByText('An answer.')).toBeVisible();
  await expect(page).toHaveURL(/\/c\//);
  const place = page.url();
  // The conversation's own page may still be on its way: without the cookies it would not come.
  await page.goto(place);
  await expect(page.getByText('An answer.')).toBeVisible();
  await composer(page).fill('Half a thought that');
  await context.clearCookies();
  await composer(page).pressSequentially(' is finished');
  await page.getByRole('button', { name: 'Send', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'You were signed out' })).toBeVisible();
  await expect(page.getByText('An answer.')).toHaveCount(0);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await fillAndSignIn(page, person);
  await expect(page).toHaveURL(place);
  await expect(composer(page)).toHaveValue('Half a thought that is finished');
  await expect(page.getByRole('article', { name: 'You' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('An answer.')).toHaveCount(2);
});
