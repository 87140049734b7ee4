/**
 * Where a request comes from. Next.js hands routes no socket, and believes any
 * `X-Forwarded-For` a visitor sends. So the socket's own address is put on every
 * request before Next sees it, over whatever the visitor wrote there, and the
 * forwarded list counts only as far as `TRUSTED_PROXIES` says (A13).
 */

import { channel, subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { env } from '@/lib/env';

const PEER_HEADER = 'x-gossamer-peer';

/**
 * Has a subscriber from the moment that requests carry their address. A channel,
 * since it is one and the same for all bundles of the process.
 */
const recording = channel('gossamer.peer-addresses');

/** Call once at boot, in the process that serves: from then on requests carry their address. */
export function recordPeerAddresses(): void {
  if (recording.hasSubscribers) return;
  recording.subscribe(recordPeer);
  subscribe('http.server.request.start', recordPeer);
}

function recordPeer(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  const { request } = message;
  if (!(request instanceof IncomingMessage)) return;
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
}

/**
 * The address attempts are counted under: with `proxies` in front, the one the
 * outermost of them saw; an IPv6 visitor counts as their /64 network. `unknown`
 * when there is no way to tell: then all such visitors share one counter.
 */
export function clientAddress(
  headers: Headers,
  proxies = env.TRUSTED_PROXIES,
  peersRecorded = recording.hasSubscribers,
): string {
  const peer = peersRecorded ? headers.get(PEER_HEADER) : null;
  const forwarded = proxies === 0 ? [] : (headers.get('x-forwarded-for') ?? '').split(',');
  const chain = [...forwarded, ...(peer === null ? [] : [peer])]
    .map((address) => address.trim())
    .filter(Boolean);
  // The last entry is whoever connected to us, or, without a peer, whom the last proxy saw.
  const fromEnd = peer === null ? proxies : proxies + 1;
  return network(chain[Math.max(0, chain.length - fromEnd)] ?? '') || 'unknown';
}

function network(address: string): string {
  const plain = address.replace(/^\[(.*)\](:\d+)?$/, '$1').toLowerCase();
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(plain)?.[1];
  if (v4) return v4;
  if (!isIPv6(plain) || plain === '::1') return plain;
  const [head = '', tail = ''] = plain.split('%', 1)[0]?.split('::') ?? [];
  const [before, after] = [head, tail].map((text) => (text ? text.split(':') : []));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const zeros = Array<string>(Math.max(0, missing));
  const groups = [...(before ?? []), ...zeros.fill('0'), ...(after ?? [])];
  const first = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${first.join(':')}::/64`;
}
