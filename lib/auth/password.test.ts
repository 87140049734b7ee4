import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { hashPassword, needsRehash, verifyPassword } from './password';

describe('passwords', () => {
  it('verifies what it hashed, and nothing else', async () => {
    const phc = await hashPassword('correct horse');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword('correct horse', phc)).toBe(true);
    expect(await verifyPassword('correct horse ', phc)).toBe(false);
    expect(await verifyPassword('', phc)).toBe(false);
    expect(await hashPassword('correct horse')).not.toBe(phc);
  });

  it('reads hashes of the reference implementation', async () => {
    // From its test suite: version 19, t=2, m=65536, p=1, "password", "somesalt".
    const phc =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', phc)).toBe(true);
    expect(await verifyPassword('Password', phc)).toBe(false);
    expect(needsRehash(phc)).toBe(true);
  });

  it('takes one word however the keyboard composed it', async () => {
    const phc = await hashPassword('passwo\u0308rtchen');
    expect(await verifyPassword('passw\u00f6rtchen', phc)).toBe(true);
  });

  it('asks for a new hash only when the cost changed', async () => {
    expect(needsRehash(await hashPassword('x'))).toBe(false);
    expect(needsRehash('$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHQ$c29tZXRhZ3NvbWV0YWdzb21l')).toBe(
      true,
    );
    expect(needsRehash('not a hash')).toBe(true);
  });

  it('A12: nobody, no password and a broken hash cost what a wrong password costs', async () => {
    const phc = await hashPassword('right');
    const hashes = [phc, null, 'not a hash'];
    const times = hashes.map((): number[] => []);
    for (let round = 0; round < 9; round += 1) {
      for (const [index, hash] of hashes.entries()) {
        const start = performance.now();
        expect(await verifyPassword('wrong', hash)).toBe(false);
        times[index]?.push(performance.now() - start);
      }
    }
    const medians = times.map((list) => list.sort((a, b) => a - b)[4] ?? 0);
    // Generous, since other work shares the machine; a skipped hash would be 100 times faster.
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(4);
  });

  it('queues a crowd, and turns a mob away at once', async () => {
    const crowd = await Promise.allSettled(
      Array.from({ length: 210 }, () => verifyPassword('x', null)),
    );
    const refused = crowd.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(8);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy' } });
    // Every place was given back.
    expect(await verifyPassword('x', null)).toBe(false);
  }, 60_000);
});
