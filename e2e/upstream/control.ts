/**
 * The scripted upstream driven from another process: a small HTTP interface on
 * loopback, and the client of it that tests use.
 *
 * `GET /` → `{url}` · `PUT /scripts/TARGET` with steps · `POST /gates/NAME/open`
 * · `POST /gates/NAME/pass` · `GET /gates/NAME/reached?times=N` (waits) ·
 * `GET /requests` · `GET /requests?after=VERSION` (waits for a change) · `DELETE /`
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { RecordedRequest } from './board';
import { addressOf, type ScriptedUpstream } from './server';
import type { Step } from './steps';

/** The records with the state they belong to. */
interface Records {
  version: string;
  requests: RecordedRequest[];
}

/** Serves the control interface of an upstream; resolves with its address. */
export async function startControl(
  upstream: ScriptedUpstream,
  port = 0,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const answer = await obey(upstream, request).then(
      (body) => ({ status: 200, body }),
      (error: unknown) => ({ status: 400, body: { detail: String(error) } }),
    );
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body ?? {}));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: addressOf(server),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function obey(upstream: ScriptedUpstream, request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://control');
  const [area, encoded = '', verb = ''] = url.pathname.slice(1).split('/');
  const name = decodeURIComponent(encoded);
  switch (`${request.method} ${area}${verb && `/${verb}`}`) {
    case 'GET ':
      return { url: upstream.url };
    case 'DELETE ':
      return upstream.forget();
    case 'PUT scripts':
      return upstream.script(name, await readSteps(request));
    case 'POST gates/open':
      return upstream.gates.open(name);
    case 'POST gates/pass':
      return upstream.gates.pass(name);
    case 'GET gates/reached':
      return upstream.gates.reached(name, Number(url.searchParams.get('times') ?? 1));
    case 'GET requests':
      return recordsAfter(upstream, url.searchParams.get('after'));
    default:
      throw new Error(`No such command: ${request.method} ${url.pathname}`);
  }
}

async function readSteps(request: IncomingMessage): Promise<Step[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function recordsAfter(upstream: ScriptedUpstream, after: string | null): Promise<Records> {
  const version = () => `${upstream.requests.map((r) => `${r.n}${r.closedBy ?? ''}`)}`;
  if (after !== null) await upstream.until(() => version() !== after);
  return { version: version(), requests: [...upstream.requests] };
}

/** The upstream of another process: the same words as {@link ScriptedUpstream}, all awaited. */
export interface RemoteUpstream {
  url: string;
  requests(): Promise<RecordedRequest[]>;
  script(target: string, steps: readonly Step[]): Promise<void>;
  open(gate: string): Promise<void>;
  pass(gate: string): Promise<void>;
  reached(gate: string, times?: number): Promise<void>;
  until(condition: (requests: readonly RecordedRequest[]) => boolean): Promise<void>;
  forget(): Promise<void>;
}

/** Connects to the control interface at `control`. */
export async function connectUpstream(control: string): Promise<RemoteUpstream> {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(control + path, { method, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return await response.json();
  };
  const gate = (name: string) => `/gates/${encodeURIComponent(name)}`;
  const records = (path: string): Promise<Records> => call('GET', path);
  const { url } = await call('GET', '/');
  return {
    url,
    requests: async () => (await records('/requests')).requests,
    script: (target, steps) => call('PUT', `/scripts/${encodeURIComponent(target)}`, steps),
    open: (name) => call('POST', `${gate(name)}/open`),
    pass: (name) => call('POST', `${gate(name)}/pass`),
    reached: (name, times = 1) => call('GET', `${gate(name)}/reached?times=${times}`),
    async until(condition) {
      let seen = await records('/requests');
      while (!condition(seen.requests)) {
        seen = await records(`/requests?after=${encodeURIComponent(seen.version)}`);
      }
    },
    forget: () => call('DELETE', '/'),
  };
}
