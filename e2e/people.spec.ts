import { expect, type Page } from '@playwright/test';
import { NO_LIMITS } from '@/lib/contract/budget';
import { newId } from '@/lib/contract/ids';
import { setBudget } from '@/lib/db/budgets';
import { findUserByEmail } from '@/lib/db/users';
import { openAs, somebodyElse } from './admin';
import { DESKTOP, expectAccessible } from './axe';
import { composer, send } from './composer';
import { test } from './servers';
import { done, text } from './upstream/steps';
import { signedIn, withToken } from './visitor';

const PASSWORD = 'correct horse battery';

/** The line of a person in the list. */
const line = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email });

/** Opens the menu of changes to those who are selected, and takes one. */
async function change(page: Page, words: string): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: 'Change' }).click();
  await page.getByRole('menuitem', { name: words }).click();
}

test('an admin finds a person, switches them off, and every way in ends at once', async ({
  page,
  app,
  world,
}) => {
  const ann = await world.person({ name: 'Ann' });
  const [cookie, token] = [await signedIn(app.url, ann), withToken(app.url, ann.token)];
  expect([(await cookie.send('/v2/chats')).status, (await token.send('/v2/chats')).status]).toEqual(
    [200, 200],
  );
  await openAs(page, world, '/admin/people');
  await page.getByRole('searchbox', { name: 'Search by e-mail or name' }).fill(ann.email);
  await expect(page).toHaveURL(/q=ann-/);
  await page.getByRole('checkbox', { name: `Select ${ann.email}` }).check();
  await change(page, 'Switch off');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('sign-ins and API tokens end for good');
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(line(page, ann.email)).toContainText('Switched off');
  expect([(await cookie.send('/v2/chats')).status, (await token.send('/v2/chats')).status]).toEqual(
    [401, 401],
  );
  await page.reload();
  await expect(line(page, ann.email)).toContainText('Switched off');
});

test('who signs up where admins approve waits on a clear page until one lets them in', async ({
  page,
  browser,
  start,
}) => {
  const operator = { email: 'operator@example.com', password: PASSWORD };
  const env = { ADMIN_EMAIL: operator.email, ADMIN_PASSWORD: PASSWORD, SIGNUP_POLICY: 'approval' };
  const app = await start({ env });
  const email = `new-${newId()}@example.com`;
  const newcomer = await (await browser.newContext({ baseURL: app.url })).newPage();
  await newcomer.goto('/sign-up');
  await newcomer.getByLabel('E-mail').fill(email);
  await newcomer.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await newcomer.getByRole('button', { name: 'Create account' }).click();
  const waiting = newcomer.getByRole('heading', { name: 'Waiting for approval' });
  await expect(waiting).toBeVisible();
  const enter = async () => {
    await newcomer.goto('/sign-in');
    await newcomer.getByLabel('E-mail').fill(email);
    await newcomer.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await newcomer.getByRole('button', { name: 'Sign in' }).click();
  };
  await enter();
  await expect(newcomer).toHaveURL(/\/waiting$/);

  await page.goto(`${app.url}/sign-in?next=%2Fadmin%2Fpeople`);
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: '1 person waits for approval' }).click();
  await page.getByRole('checkbox', { name: `Select ${email}` }).check();
  await change(page, 'Approve');
  await expect(page.getByText('Nobody found')).toBeVisible();
  await enter();
  await expect(composer(newcomer)).toBeVisible();
  await newcomer.context().close();
});

test('a reset link sets a new password, once', async ({ page, browser, app, world }) => {
  const ann = await world.person({ name: 'Ann' });
  const before = await signedIn(app.url, ann);
  await openAs(page, world, `/admin/people/${ann.id}`);
  await page.getByRole('button', { name: 'Make a link for a new password' }).click();
  const link = await page.getByLabel('Link').inputValue();
  const anns = await (await browser.newContext()).newPage();
  await anns.goto(link);
  await anns.getByLabel('Password', { exact: true }).fill('another horse battery');
  await anns.getByRole('button', { name: 'Set password' }).click();
  await expect(composer(anns)).toBeVisible();
  expect((await before.send('/v2/chats')).status).toBe(401);
  await anns.goto(link);
  await expect(anns.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible();
  await anns.context().close();
});

test('M07 removing a person says in figures what goes, and wants the address typed', async ({
  page,
  world,
}) => {
  const ann = await world.person({ name: 'Ann' });
  await openAs(page, world, `/admin/people/${ann.id}`);
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 API token go');
  const confirm = dialog.getByRole('button', { name: 'Delete person' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(ann.email);
  await confirm.click();
  await expect(page).toHaveURL(/\/admin\/people$/);
  expect(await findUserByEmail(ann.email)).toBeNull();
});

test('a group with a limit: its member is told what is left, then which limit was reached @touch', async ({
  page,
  browser,
  app,
  world,
}) => {
  const agent = await world.agent([text('Hello there.'), done()]);
  const bob = await somebodyElse(browser, world, app.url);
  const name = `Weavers ${newId().slice(0, 6)}`;
  await openAs(page, world, '/admin/groups');
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create group' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await bob.goto('/');
  const email = (await bob.request.get(`${app.url}/api/auth/session`).then((r) => r.json())).user
    .email;
  await page.getByRole('searchbox', { name: 'Add people' }).fill(email);
  await page.getByRole('button', { name: `Add ${email}` }).click();
  await expect(page.getByRole('list', { name: 'Members' })).toContainText(email);
  await page.getByLabel('Messages a day').fill('6');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('It counts from the next message.')).toBeVisible();

  const bobs = await findUserByEmail(email);
  const start = (word: string) =>
    bob.request.post(`${app.url}/chat`, {
      headers: { origin: app.url },
      data: { agent_id: agent.id, message: word },
    });
  for (const word of ['1', '2', '3', '4', '5']) expect((await start(word)).status()).toBe(200);
  await bob.goto('/');
  await expect(bob.getByText('1 message left today').filter({ visible: true })).toBeVisible();
  expect((await start('6')).status()).toBe(200);
  await send(bob, 'One too many');
  const refusal = bob.getByRole('alert').filter({ hasText: `in the group ${name}` });
  await expect(refusal).toBeVisible();
  await expect(composer(bob)).toHaveValue('One too many');
  await refusal.getByRole('link', { name: 'Usage' }).click();
  await expect(
    bob.getByRole('row', { name: /Messages a day/ }).filter({ hasText: name }),
  ).toBeVisible();
  const refused = await start('7');
  expect([refused.status(), (await refused.json()).limit]).toMatchObject([
    402,
    { kind: 'messagesPerDay', scope: 'group', subject: name, limit: 6, used: 6 },
  ]);
  expect(bobs).not.toBeNull();
  await bob.context().close();
});

test('the limits page shows every limit, and what is in force for one person', async ({
  page,
  world,
}) => {
  const ann = await world.person({ name: 'Ann' });
  const target = { scope: 'person' as const, subjectId: ann.id };
  await setBudget(target, { ...NO_LIMITS, tokensPerMonth: 12_345 }, { actor: null });
  await openAs(page, world, '/admin/limits');
  await expect(line(page, ann.email)).toContainText('12,345');
  await page.getByRole('searchbox', { name: 'Person' }).fill(ann.email);
  await page.getByRole('link', { name: ann.email }).click();
  const inForce = page
    .getByRole('row', { name: /Tokens a month/ })
    .filter({ hasText: 'This person' });
  await expect(inForce).toContainText('12,345');
  await page.getByRole('button', { name: `Change the limits of ${ann.email}` }).click();
  await page.getByRole('dialog').getByLabel('Tokens a month').fill('20 000');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(inForce).toContainText('20,000');
});

test('axe: people, a person, limits of one', async ({ page, world }) => {
  test.setTimeout(150_000);
  const ann = await world.person({ name: 'Ann' });
  await openAs(page, world, `/admin/people?q=${ann.email}`);
  await page.getByRole('checkbox', { name: `Select ${ann.email}` }).check();
  await expectAccessible(page, 'people, one selected');
  await page.goto(`/admin/people/${ann.id}`);
  await expectAccessible(page, 'a person');
  await page.getByRole('button', { name: 'Anonymise…' }).click();
  await expectAccessible(page, 'anonymising', { sizes: [DESKTOP] });
  await page.goto(`/admin/limits?person=${ann.id}`);
  await expectAccessible(page, 'limits in force for one');
});
