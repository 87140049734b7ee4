/** The floor: a server of `node:http` alone that pipes the upstream's body through. */

import http, { createServer } from 'node:http';

const upstream = new URL('/chat/stream', process.env.UPSTREAM_URL);
const agent = new http.Agent({ keepAlive: true });

const server = createServer((request, response) => {
  const ask = http.request(upstream, { method: 'POST', agent }, (answer) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    answer.pipe(response);
  });
  response.on('close', () => ask.destroy());
  ask.on('error', () => response.destroy());
  request.pipe(ask);
});
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.send?.({ port: address.port });
});
process.once('disconnect', () => process.exit(0));
