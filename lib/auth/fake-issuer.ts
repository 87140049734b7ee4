/** An OpenID provider on loopback for tests: real discovery, tokens and signatures. */

import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** Who the provider says somebody is. */
export interface FakeIdentity {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** A running provider. */
export interface FakeIssuer {
  url: string;
  /** Signs somebody in there; answers the query their browser brings back. */
  approve(authorizationUrl: string, identity: FakeIdentity): Record<string, string>;
  close(): void;
}

interface Grant {
  identity: FakeIdentity;
  nonce: string;
  challenge: string;
  clientId: string;
}

/** Starts a provider on a free port. */
export async function startFakeIssuer(): Promise<FakeIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  const server = createServer(async (request, response) => {
    const reply = (value: unknown, status = 200) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === '/.well-known/openid-configuration') return reply(discovery(url));
    if (request.url === '/jwks') {
      return reply({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] });
    }
    const form = new URLSearchParams(await text(request));
    const grant = grants.get(form.get('code') ?? '');
    grants.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant?.challenge !== proof) return reply({ error: 'invalid_grant' }, 400);
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { ...grant.identity, nonce: grant.nonce, iss: url, aud: grant.clientId };
    const token = [
      { alg: 'RS256', kid: 'k' },
      { ...claims, iat: seconds, exp: seconds + 60 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('RSA-SHA256', Buffer.from(token), privateKey).toString('base64url');
    const id_token = `${token}.${signature}`;
    return reply({ access_token: 'at', token_type: 'Bearer', id_token });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    approve(authorizationUrl, identity) {
      const asked = new URL(authorizationUrl).searchParams;
      const code = randomUUID();
      grants.set(code, {
        identity,
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
        clientId: asked.get('client_id') ?? '',
      });
      return { code, state: asked.get('state') ?? '' };
    },
    close: () => server.close(),
  };
}

function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
  };
}
