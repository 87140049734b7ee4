import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress, recordPeerAddresses } from './address';

const PEER = 'x-gossamer-peer';

describe('the address attempts are counted under', () => {
  const cases: [string, { proxies: number; peer?: string; forwarded?: string }, string][] = [
    ['a forged list', { proxies: 0, peer: '10.0.0.9', forwarded: '1.1.1.1, 2.2.2.2' }, '10.0.0.9'],
    ['one proxy', { proxies: 1, peer: '10.0.0.1', forwarded: '6.6.6.6, 7.7.7.7' }, '7.7.7.7'],
    [
      'two proxies',
      { proxies: 2, peer: '10.0.0.1', forwarded: '6.6.6.6, 7.7.7.7, 10.0.0.2' },
      '7.7.7.7',
    ],
    ['a proxy that says nothing', { proxies: 1, peer: '10.0.0.1' }, '10.0.0.1'],
    [
      'more proxies than entries',
      { proxies: 3, peer: '10.0.0.1', forwarded: '7.7.7.7' },
      '7.7.7.7',
    ],
    ['a platform without sockets', { proxies: 1, forwarded: '6.6.6.6, 7.7.7.7' }, '7.7.7.7'],
    ['nothing known', { proxies: 0, forwarded: '6.6.6.6' }, 'unknown'],
    ['IPv4 in IPv6', { proxies: 0, peer: '::ffff:10.0.0.9' }, '10.0.0.9'],
    ['IPv6 with its zone', { proxies: 0, peer: 'fe80::1%eth0' }, 'fe80:0:0:0::/64'],
    ['IPv6 in full', { proxies: 0, peer: '2001:0DB8:0:7:a:b:c:d' }, '2001:db8:0:7::/64'],
    ['loopback', { proxies: 0, peer: '::1' }, '::1'],
    ['a list with ports', { proxies: 1, forwarded: '[2001:db8::7]:443' }, '2001:db8:0:0::/64'],
    ['a port behind IPv4', { proxies: 1, forwarded: '7.7.7.7:50123' }, '7.7.7.7'],
  ];
  it.each(cases)('A13: %s', (_name, { proxies, peer, forwarded }, expected) => {
    const headers = new Headers();
    if (peer) headers.set(PEER, peer);
    if (forwarded) headers.set('x-forwarded-for', forwarded);
    expect(clientAddress(headers, proxies, peer !== undefined)).toBe(expected);
  });

  it('never believes the header a visitor sends, before or after recording began', async () => {
    expect(clientAddress(new Headers({ [PEER]: '6.6.6.6' }), 0)).toBe('unknown');
    recordPeerAddresses();
    recordPeerAddresses();
    const server = createServer((request, response) => {
      const headers = new Headers({ [PEER]: String(request.headers[PEER]) });
      response.end(clientAddress(headers, 0));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const answer = await fetch(`http://127.0.0.1:${port}`, { headers: { [PEER]: '6.6.6.6' } });
    expect(await answer.text()).toBe('127.0.0.1');
    server.close();
  });
});
