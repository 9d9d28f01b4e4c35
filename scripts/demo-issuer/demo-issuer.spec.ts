import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, type JWTVerifyResult, jwtVerify } from 'jose';

const MAIN = join(__dirname, '../../dist/scripts/demo-issuer/main.js');
const AUDIENCE = 'https://fenji.dev/api';
const ACCOUNT = {
  account: 'family-doctor',
  practitioner: '0198f0c0-0000-7000-8000-000000000001',
  institution: '990101T01',
  county: '990101',
  roles: ['family-doctor'],
  departments: [],
  name: '张伟',
  zh: '家庭医生',
  en: 'Family doctor',
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

describe('demo issuer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fenji-issuer-'));
  const accounts = join(folder, 'accounts.json');
  const running: ChildProcess[] = [];
  let port: number;

  function start(environment: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH ?? '',
        FENJI_DEMO: '1',
        ISSUER_PORT: String(port),
        ISSUER_DATA: folder,
        OIDC_AUDIENCE: AUDIENCE,
        DEMO_SECRET: 'demo',
        DEMO_ACCOUNTS: accounts,
        PUBLIC_URL: 'http://127.0.0.1:8080',
        ...environment,
      },
    });
    running.push(child);
    return child;
  }

  /** The issuer's first line says that it listens. */
  async function started(child: ChildProcess): Promise<void> {
    if (!child.stdout) throw new Error('no output to wait for');
    await once(child.stdout, 'data');
  }

  async function askToken(account: string, secret = 'demo'): Promise<Response> {
    return fetch(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: account, client_secret: secret }),
    });
  }

  async function verified(answer: Response): Promise<JWTVerifyResult> {
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const keys = createRemoteJWKSet(new URL(`http://127.0.0.1:${port}/jwks`));
    return jwtVerify(token, keys, { issuer: `http://127.0.0.1:${port}`, audience: AUDIENCE, typ: 'at+jwt' });
  }

  beforeAll(async () => {
    port = await freePort();
    writeFileSync(accounts, JSON.stringify([ACCOUNT]));
    await started(start());
  });

  afterAll(async () => {
    for (const child of running) {
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
    }
    rmSync(folder, { recursive: true });
  });

  it('hands out a ten-minute access token with the claims of the account', async () => {
    const { payload, protectedHeader } = await verified(await askToken('family-doctor'));
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      sub: 'family-doctor',
      practitioner: ACCOUNT.practitioner,
      institution: '990101T01',
      county: '990101',
      roles: ['family-doctor'],
      departments: [],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  });

  it('refuses an unknown account and a wrong secret alike', async () => {
    const answers = await Promise.all([askToken('nobody'), askToken('family-doctor', 'guess')]);
    expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
  });

  it('knows the accounts that the loader writes while it runs', async () => {
    writeFileSync(accounts, JSON.stringify([ACCOUNT, { ...ACCOUNT, account: 'family-doctor-b', county: '990102' }]));
    const { payload } = await verified(await askToken('family-doctor-b'));
    expect(payload.county).toBe('990102');
  });

  it('keeps its key over a restart, so that tokens stay good', async () => {
    const answer = await askToken('family-doctor');
    const [first] = running;
    if (!first) throw new Error('not running');
    first.kill();
    await once(first, 'exit');
    await started(start());
    expect((await verified(answer)).payload.sub).toBe('family-doctor');
  });

  it('does not start outside the demo', async () => {
    const [code] = (await once(start({ FENJI_DEMO: '0' }), 'exit')) as [number];
    expect(code).toBe(1);
  });
});
