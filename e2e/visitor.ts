/**
 * Requests as programs make them: with a cookie, a token or neither, with whatever
 * headers a test wants, following no redirect, and no browser in between.
 */

import { request } from '@playwright/test';
import type { BuiltAction } from './build';

/** Somebody at one server, always sending the same headers. */
export interface Visitor {
  url: string;
  headers: Record<string, string>;
  send(path: string, init?: RequestInit & { headers?: Record<string, string> }): Promise<Response>;
}

/** Makes a visitor. `headers`: a cookie, a token, where requests come from. */
export function visitor(url: string, headers: Record<string, string> = {}): Visitor {
  return {
    url,
    headers,
    send: (path, init = {}) =>
      fetch(url + path, {
        redirect: 'manual',
        ...init,
        headers: { ...headers, ...init.headers },
      }),
  };
}

/** The visitor with the person's cookie, from the site's own pages. */
export async function signedIn(
  url: string,
  person: { email: string; password: string },
): Promise<Visitor> {
  const context = await request.newContext({ baseURL: url });
  const { csrfToken } = await (await context.get('/api/auth/csrf')).json();
  const response = await context.post('/api/auth/callback/credentials', {
    headers: { origin: url },
    form: { csrfToken, email: person.email, password: person.password, json: 'true' },
  });
  if (!response.ok()) throw new Error(`Sign-in answered ${response.status()}.`);
  const { cookies } = await context.storageState();
  await context.dispose();
  const session = cookies.find(({ name }) => name.endsWith('session-token'));
  return visitor(url, { cookie: `${session?.name}=${session?.value}`, origin: url });
}

/** The visitor with a token. */
export function withToken(url: string, token: string): Visitor {
  return visitor(url, { authorization: `Bearer ${token}` });
}

/** The status of an answer whose body nobody reads, as of a stream without an end. */
export async function statusOf(answer: Promise<Response>): Promise<number> {
  const { status, body } = await answer;
  await body?.cancel();
  return status;
}

/** What a server action answered. */
export interface ActionAnswer {
  status: number;
  /** The `code` of a failure; null when it succeeded or led elsewhere. */
  code: string | null;
  /** Where it leads, without the site; null when it leads nowhere. */
  redirect: string | null;
  /** Cookies it sets. */
  cookies: string;
  text: string;
}

/** Calls a server action with a form or an object, as the pages' scripts do. */
export async function callAction(
  caller: Visitor,
  action: BuiltAction,
  input: Record<string, unknown> | FormData,
): Promise<ActionAnswer> {
  const isForm = input instanceof FormData;
  const response = await caller.send(action.page.replaceAll(/\[\w+\]/g, 'guide'), {
    method: 'POST',
    headers: {
      'next-action': action.id,
      origin: caller.url,
      ...caller.headers,
      ...(isForm ? {} : { 'content-type': 'text/plain;charset=UTF-8' }),
    },
    body: isForm ? encodeForm(input) : JSON.stringify([null, input]),
  });
  const text = await response.text();
  return {
    status: response.status,
    code: /"ok":false,"code":"(\w+)"/.exec(text)?.[1] ?? null,
    redirect: response.headers.get('x-action-redirect')?.split(';', 1)[0] ?? null,
    cookies: response.headers.getSetCookie().join('\n'),
    text,
  };
}

/** A form with these fields. */
export function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

/** React's encoding of `[null, form]`: the form's parts, then what refers to them. */
function encodeForm(fields: FormData): FormData {
  const body = new FormData();
  for (const [name, value] of fields) body.append(`_1_${name}`, value);
  body.append('0', '[null,"$K1"]');
  return body;
}
