/**
 * The scripted upstream: a server that speaks the platform's contract on a real
 * loopback socket and does exactly what its script says, however wrong.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Board, createBoard, type Gates, type RecordedRequest } from './board';
import { demoAnswer, listAgents } from './demo';
import { play } from './play';
import { reply, type Step } from './steps';

/** Steps, or what makes them of the request. */
export type Script = readonly Step[] | ((request: RecordedRequest) => readonly Step[]);

/** Options of {@link startUpstream}. With a key, requests without it are refused with 401. */
export interface UpstreamOptions {
  port?: number;
  apiKey?: string;
  /** How long `until` and `reached` wait before they say what is missing; 15 s. */
  patienceMs?: number;
}

/** A running scripted upstream. */
export interface ScriptedUpstream {
  /** `http://127.0.0.1:PORT`, to be used as `THINNESTAI_BASE_URL`. */
  url: string;
  requests: readonly RecordedRequest[];
  gates: Gates;
  /**
   * What to answer: an agent id (until replaced), a path that begins with `/`
   * (until replaced), or `next` (the next chat request only; a queue).
   */
  script(target: string, script: Script): void;
  /** Resolves as soon as the condition holds; looks again after every change. */
  until(condition: (requests: readonly RecordedRequest[]) => boolean): Promise<void>;
  /** Forgets scripts, gates and records, and ends what still runs. */
  forget(): void;
  close(): Promise<void>;
}

interface State {
  options: UpstreamOptions;
  board: Board;
  scripts: Map<string, Script>;
  queue: Script[];
  connections: WeakMap<Socket, number>;
  connectionCount: number;
}

/** Starts an upstream on a free loopback port. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<ScriptedUpstream> {
  const board = createBoard(options.patienceMs ?? 15_000);
  const state: State = {
    options,
    board,
    scripts: new Map(),
    queue: [],
    connections: new WeakMap(),
    connectionCount: 0,
  };
  const server = createServer({ noDelay: true }, (request, response) => {
    void serve(state, request, response);
  });
  server.on('connection', (socket) => {
    state.connections.set(socket, ++state.connectionCount);
    socket.on('error', () => socket.destroy()); // A client that resets is part of the play.
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: addressOf(server),
    requests: board.requests,
    gates: board.gates,
    script(target, script) {
      if (target === 'next') state.queue.push(script);
      else state.scripts.set(target, script);
    },
    until: (condition) => board.until(() => condition(board.requests)),
    forget() {
      state.scripts.clear();
      state.queue.length = 0;
      server.closeAllConnections();
      board.forget();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The loopback address of a listening server. */
export function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port.');
  return `http://127.0.0.1:${address.port}`;
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse) {
  const { board } = state;
  const gone = new AbortController();
  const record = await receive(state, request);
  response.once('close', () => {
    record.closedAt = Date.now();
    record.closedBy ??= response.writableFinished ? 'server' : 'client';
    gone.abort();
    board.changed();
  });
  board.requests.push(record);
  board.changed();
  if (response.destroyed) return;
  const steps = choose(state, record);
  await play({ response, board, record, gone: gone.signal }, steps);
}

async function receive(state: State, request: IncomingMessage): Promise<RecordedRequest> {
  const startedAt = Date.now();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const json = parse(body);
  return {
    n: state.board.requests.length + 1,
    connection: state.connections.get(request.socket) ?? 0,
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body,
    json,
    agentId: agentOf(json),
    startedAt,
    closedAt: null,
    closedBy: null,
  };
}

function choose(state: State, request: RecordedRequest): readonly Step[] {
  const { apiKey } = state.options;
  if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
    return reply(401, { detail: 'Invalid or missing authentication' });
  }
  const path = request.path.split('?', 1)[0] ?? '';
  const byPath = state.scripts.get(path);
  if (byPath) return made(byPath, request);
  if (path === '/v2/agents' && request.method === 'GET') {
    const agents = listAgents([...state.scripts.keys()].filter((key) => !key.startsWith('/')));
    return reply(200, { agents, total: agents.length });
  }
  if (path !== '/chat/stream' || request.method !== 'POST') {
    return reply(404, { detail: 'Not Found' });
  }
  if (request.agentId === null) {
    const issue = { loc: ['body', 'agent_id'], msg: 'Field required', type: 'missing' };
    return reply(422, { detail: [issue] });
  }
  return made(state.queue.shift() ?? state.scripts.get(request.agentId) ?? demoAnswer, request);
}

function made(script: Script, request: RecordedRequest): readonly Step[] {
  return typeof script === 'function' ? script(request) : script;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null; // Recorded as it came; `json` says that it is none.
  }
}

function agentOf(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('agent_id' in json)) return null;
  return typeof json.agent_id === 'string' ? json.agent_id : null;
}
