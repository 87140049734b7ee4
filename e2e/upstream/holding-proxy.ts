/**
 * A proxy as some stand in front of servers: it passes everything on, but an answer
 * only when it is complete. The head says what it said.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { addressOf } from './server';

/** A running proxy. */
export interface HoldingProxy {
  /** `http://localhost:PORT`: a cookie of the target counts here, too. */
  url: string;
  close(): Promise<void>;
}

/** Starts a proxy on a free loopback port toward `target`. */
export async function startHoldingProxy(target: string): Promise<HoldingProxy> {
  const server = createServer((incoming, outgoing) => void pass(target, incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: addressOf(server).replace('127.0.0.1', 'localhost'),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { method = 'GET', url = '/', headers } = incoming;
  const asked = request(new URL(url, target), { method, headers });
  asked.end(await buffer(incoming));
  try {
    const [answer] = await once(asked, 'response');
    const body = await buffer(answer);
    const { 'transfer-encoding': _, ...kept } = answer.headers;
    outgoing.writeHead(answer.statusCode, { ...kept, 'content-length': body.length }).end(body);
  } catch {
    outgoing.destroy(); // The target broke off: so does what it was asked through.
  }
}
