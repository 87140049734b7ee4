/**
 * A TCP proxy with faults, to be put between any two sides: what the network
 * does to a stream, and HTTP cannot play itself.
 */

import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Faults in force. They apply to open connections too, from the next bytes on. */
export interface ProxyFaults {
  /** Resets a connection after that many bytes toward the client. */
  cutAfterBytes: number | null;
  /** Nothing passes in either direction, nothing is closed; what arrives is kept. */
  stalled: boolean;
  /** What the target sends, and that it closes, is lost; the client hears nothing. */
  halfOpen: boolean;
  /** New connections are reset at once. */
  refusing: boolean;
  /** Added to whatever has arrived, in each direction. */
  latencyMs: number;
  /** Toward the client. */
  bytesPerSecond: number | null;
}

/** A running proxy. */
export interface TcpProxy {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Changes some faults; the others stay. */
  set(faults: Partial<ProxyFaults>): void;
  /** Connections open now. */
  open(): number;
  /** Connections accepted so far. */
  accepted(): number;
  /** Resets every open connection. */
  dropAll(): void;
  close(): Promise<void>;
}

const NO_FAULTS: ProxyFaults = {
  cutAfterBytes: null,
  stalled: false,
  halfOpen: false,
  refusing: false,
  latencyMs: 0,
  bytesPerSecond: null,
};
const SLICES_A_SECOND = 20;

interface Link {
  client: Socket;
  target: Socket;
  faults: ProxyFaults;
  changed: EventEmitter;
  gone: AbortController;
  /** Bytes passed toward the client. */
  passed: number;
}

/** Starts a proxy on a free loopback port toward `target`, an `http://host:port` address. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const faults = { ...NO_FAULTS };
  const changed = new EventEmitter();
  changed.setMaxListeners(0);
  const links = new Set<Link>();
  let accepted = 0;

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    accepted++;
    client.on('error', () => client.destroy());
    if (faults.refusing) return void client.resetAndDestroy();
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const gone = new AbortController();
    const link: Link = { client, target: socket, faults, changed, gone, passed: 0 };
    links.add(link);
    client.once('close', () => {
      links.delete(link);
      gone.abort();
      socket.destroy();
    });
    // The target's failure is told as one, unless the fault is that nothing is told.
    socket.on('error', () => faults.halfOpen || client.resetAndDestroy());
    void pump(link, 'up');
    void pump(link, 'down');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port.');

  const dropAll = () => {
    for (const link of links) link.client.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    set(some) {
      Object.assign(faults, some);
      changed.emit('change');
    },
    open: () => links.size,
    accepted: () => accepted,
    dropAll,
    async close() {
      server.close();
      dropAll();
      await once(server, 'close');
    },
  };
}

/** Carries one direction of a link, through the faults in force, until either side is gone. */
async function pump(link: Link, direction: 'up' | 'down'): Promise<void> {
  const [from, to] = direction === 'up' ? [link.client, link.target] : [link.target, link.client];
  try {
    for await (const chunk of from) await pass(link, direction, chunk);
    await passable(link);
    if (direction === 'up' || !link.faults.halfOpen) to.end();
  } catch (error) {
    // A side that is gone ends both directions; anything else is a fault of this file.
    if (!link.gone.signal.aborted && !from.destroyed) throw error;
  }
}

async function pass(link: Link, direction: 'up' | 'down', chunk: Buffer): Promise<void> {
  const { faults, gone } = link;
  await passable(link);
  if (faults.latencyMs > 0) await delay(faults.latencyMs, undefined, { signal: gone.signal });
  if (direction === 'up') return write(link.target, chunk);
  if (faults.halfOpen) return;
  const left = (faults.cutAfterBytes ?? Number.POSITIVE_INFINITY) - link.passed;
  const kept = chunk.subarray(0, Math.max(0, left));
  link.passed += kept.length;
  for (const slice of slices(kept, faults.bytesPerSecond)) {
    await write(link.client, slice);
    if (faults.bytesPerSecond !== null) {
      await delay(1000 / SLICES_A_SECOND, undefined, { signal: gone.signal });
    }
  }
  if (left <= chunk.length) link.client.resetAndDestroy();
}

async function passable({ faults, changed, gone }: Link): Promise<void> {
  while (faults.stalled) await once(changed, 'change', { signal: gone.signal });
}

function* slices(chunk: Buffer, bytesPerSecond: number | null): Generator<Buffer> {
  const size = bytesPerSecond === null ? chunk.length : Math.ceil(bytesPerSecond / SLICES_A_SECOND);
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}

/** Resolves when the bytes were handed to the network, or the socket is gone. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed || bytes.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    socket.write(bytes, () => resolve());
  });
}
