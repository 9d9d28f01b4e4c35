import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'fenji';

export const CLAIMS = {
  sub: 'family-doctor',
  practitioner: '0199c0de-0000-7000-8000-000000000001',
  institution: '990101T01',
  county: '990101',
  roles: ['family-doctor'],
  departments: ['02'],
};

export interface TokenForm {
  alg?: string;
  typ?: string;
  kid?: string;
  issuer?: string;
  audience?: string;
  /** Seconds from now. */
  expiresIn?: number;
  claims?: JWTPayload;
}

/** An issuer of tokens on the loopback, with a key set that can be asked for. */
export class Issuer {
  private constructor(
    private readonly server: Server,
    private readonly key: CryptoKey,
    readonly url: string,
    private readonly requests: string[],
  ) {}

  static async open(): Promise<Issuer> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }];
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      const discovery = request.url?.startsWith('/.well-known');
      response.end(JSON.stringify(discovery ? { issuer: url, jwks_uri: `${url}/jwks` } : { keys }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new Issuer(server, privateKey, url, requests);
  }

  /** How often the key set was asked for. */
  get keyRequests(): number {
    return this.requests.filter((path) => path === '/jwks').length;
  }

  token(form: TokenForm = {}): Promise<string> {
    const {
      alg = 'ES256',
      typ = 'at+jwt',
      kid = 'one',
      issuer = this.url,
      audience = AUDIENCE,
      expiresIn = 600,
    } = form;
    const seconds = Math.floor(Date.now() / 1000);
    const key = alg === 'HS256' ? new TextEncoder().encode('x'.repeat(32)) : this.key;
    return new SignJWT({ ...CLAIMS, ...form.claims })
      .setProtectedHeader({ alg, typ, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + expiresIn)
      .sign(key);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
