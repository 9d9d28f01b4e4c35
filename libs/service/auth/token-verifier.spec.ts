import { AUDIENCE, CLAIMS, Issuer, type TokenForm } from '../../../test/service/issuer.js';
import { Env } from '../env.js';
import { TokenVerifier } from './token-verifier.js';

describe('TokenVerifier', () => {
  let issuer: Issuer;
  let verifier: TokenVerifier;

  const verifierOf = (url: string) =>
    new TokenVerifier(Object.assign(new Env(), { OIDC_ISSUER: url, OIDC_AUDIENCE: AUDIENCE }));

  beforeEach(async () => {
    issuer = await Issuer.open();
    verifier = verifierOf(issuer.url);
  });

  afterEach(() => issuer.close());

  it('reads the principal of a good token', async () => {
    await expect(verifier.verify(await issuer.token())).resolves.toEqual({
      account: 'family-doctor',
      practitioner: CLAIMS.practitioner,
      institution: '990101T01',
      county: '990101',
      roles: ['family-doctor'],
      departments: ['02'],
      expiresAt: expect.any(Date),
    });
  });

  it.each<[string, TokenForm]>([
    ['symmetric algorithm', { alg: 'HS256' }],
    ['wrong type', { typ: 'JWT' }],
    ['unknown key', { kid: 'two' }],
    ['wrong issuer', { issuer: 'https://elsewhere.example' }],
    ['wrong audience', { audience: 'other' }],
    ['end six seconds ago', { expiresIn: -6 }],
  ])('refuses a token with %s', async (_, form) => {
    const token = await issuer.token(form);
    await expect(verifier.verify(token)).rejects.toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
  });

  it('forgives clocks a difference of five seconds', async () => {
    await expect(verifier.verify(await issuer.token({ expiresIn: -3 }))).resolves.toBeDefined();
  });

  it('refuses a token without signature, with a changed payload, and one that is endless', async () => {
    const [head, payload, signature] = (await issuer.token()).split('.');
    const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
    const changed = Buffer.from(JSON.stringify({ ...CLAIMS, roles: ['county-health-authority'] })).toString(
      'base64url',
    );
    for (const token of [none, `${head}.${changed}.${signature}`, 'x'.repeat(9000), 'a.b.c', '']) {
      await expect(verifier.verify(token)).rejects.toMatchObject({ status: 401 });
    }
  });

  it('refuses a key that the issuer does not know, under a known id', async () => {
    const other = await Issuer.open();
    const token = await other.token({ issuer: issuer.url });
    await other.close();
    await expect(verifier.verify(token)).rejects.toMatchObject({ status: 401 });
  });

  it('drops unknown roles, and refuses an account that is left with none', async () => {
    const some = await verifier.verify(await issuer.token({ claims: { roles: ['family-doctor', 'emperor'] } }));
    expect(some.roles).toEqual(['family-doctor']);
    const none = verifier.verify(await issuer.token({ claims: { roles: ['emperor'] } }));
    await expect(none).rejects.toMatchObject({ status: 403, code: 'NO_ROLE' });
  });

  it.each([
    { county: '*' },
    { institution: '*' },
    { institution: '*', roles: ['county-health-authority', 'family-doctor'] },
    { institution: '*', roles: ['platform-admin', 'hospital-doctor'] },
    { institution: "x'; --" },
    { practitioner: 'me' },
    { county: undefined },
    { roles: 'family-doctor' },
  ])('refuses claims that could widen a scope: %j', async (claims) => {
    await expect(verifier.verify(await issuer.token({ claims }))).rejects.toMatchObject({ status: 403 });
  });

  it('knows the health authority by all institutions of its county', async () => {
    const claims = { institution: '*', roles: ['county-health-authority'] };
    await expect(verifier.verify(await issuer.token({ claims }))).resolves.toMatchObject({
      institution: '*',
      county: '990101',
    });
  });

  it('asks for the keys once, and remembers a token until it ends', async () => {
    const token = await issuer.token();
    const first = await verifier.verify(token);
    await expect(verifier.verify(token)).resolves.toBe(first);
    await verifier.verify(await issuer.token({ expiresIn: 300 }));
    expect(issuer.keyRequests).toBe(1);
  });

  it('is unavailable, not unauthorised, while the issuer is silent, and asks again', async () => {
    const token = await issuer.token();
    const silent = verifierOf(issuer.url);
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
    try {
      await expect(silent.verify(token)).rejects.toMatchObject({ status: 503, code: 'ISSUER_UNAVAILABLE' });
    } finally {
      globalThis.fetch = fetch;
    }
    await expect(silent.verify(token)).resolves.toBeDefined();
  });

  it('is unavailable, too, while the issuer answers with a fault instead of its keys', async () => {
    const token = await issuer.token();
    const faulty = verifierOf(issuer.url);
    const { fetch } = globalThis;
    for (const answer of [
      () => new Response('', { status: 502 }),
      () => new Response('<html>'),
      () => Response.json({}),
    ]) {
      globalThis.fetch = async (url, init) => (String(url).endsWith('/jwks') ? answer() : fetch(url, init));
      try {
        await expect(faulty.verify(token)).rejects.toMatchObject({ status: 503, code: 'ISSUER_UNAVAILABLE' });
      } finally {
        globalThis.fetch = fetch;
      }
    }
    await expect(faulty.verify(token)).resolves.toBeDefined();
  });
});
