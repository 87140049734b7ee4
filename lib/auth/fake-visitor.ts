/** A browser as far as cookies go, for tests of the sign-in. */

import type { AuthCall } from './next-auth';

type Fields = Record<string, string>;
type Call = (call: AuthCall) => Promise<Response>;

/** What a visitor can do: call next-auth, keeping its cookies. */
export interface FakeVisitor {
  jar: Map<string, string>;
  /** Every `Set-Cookie` line that came. */
  set: string[];
  headers(extra?: Fields): Headers;
  call(
    method: AuthCall['method'],
    path: string,
    sent?: { body?: Fields; query?: Fields; extra?: Fields },
  ): Promise<Response>;
  /** A form of next-auth with its token against forgery; answers as to a script. */
  submit(path: string, body?: Fields): Promise<Response>;
}

/** A visitor of `host`, without cookies. */
export function fakeVisitor(callNextAuth: Call, host = 'localhost:3000'): FakeVisitor {
  const jar = new Map<string, string>();
  const set: string[] = [];
  const headers = (extra: Fields = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Headers({ host, cookie, ...extra });
  };
  const visitor: FakeVisitor = {
    jar,
    set,
    headers,
    async call(method, path, { body = {}, query = {}, extra = {} } = {}) {
      const call = { method, path: path.split('/'), query, body, headers: headers(extra) };
      const response = await callNextAuth(call);
      for (const line of response.headers.getSetCookie()) {
        set.push(line);
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      return response;
    },
    async submit(path, body = {}) {
      const { csrfToken } = await (await visitor.call('GET', 'csrf')).json();
      return await visitor.call('POST', path, { body: { csrfToken, json: 'true', ...body } });
    },
  };
  return visitor;
}
