import { SERVICES } from '#contracts/codes.js';
import { ROUTES } from '../../apps/door/proxy/routes.js';
import { StreamClient } from '../notification/stream-client.js';
import { type System, startSystem } from '../system/system.js';

interface Documented {
  openapi: string;
  paths: Record<string, unknown>;
}

describe('the front door of a whole system', () => {
  let system: System;

  beforeAll(async () => {
    system = await startSystem();
  });

  afterAll(() => system?.stop());

  const at = (path: string, more?: RequestInit) => fetch(`${system.baseUrl}${path}`, more);

  async function documentOf(url: string): Promise<Documented> {
    return (await (await fetch(url)).json()) as Documented;
  }

  it('knows exactly the addresses that the services document', async () => {
    const documented: Record<string, string> = {};
    for (const service of SERVICES) {
      const { paths } = await documentOf(`${system.serviceUrl(service)}/openapi.json`);
      for (const path of Object.keys(paths)) documented[path.split('/')[2] ?? ''] = service;
    }
    expect(documented).toEqual(ROUTES);
  });

  it('shows them as one OpenAPI 3.1 document', async () => {
    const { openapi, paths } = await documentOf(`${system.baseUrl}/docs/openapi.json`);
    expect(openapi).toBe('3.1.0');
    for (const path of ['/v1/referrals', '/v1/sessions', '/v1/stream']) expect(paths).toHaveProperty([path]);
  });

  it('opens the console at its first page and at the address of each screen', async () => {
    const asBrowser = { headers: { accept: 'text/html,*/*;q=0.8' } };
    for (const path of ['/', '/worklist', '/light/', '/patients/1?x=1']) {
      const page = await at(path, asBrowser);
      const html = await page.text();
      expect(html).toContain('<div id="root">');
      expect(html).not.toMatch(/<script>|\son[a-z]+=/);
      for (const [, src = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) expect((await at(src)).status).toBe(200);
    }
    expect((await at('/worklist')).status).toBe(404);
    for (const [name, value, status] of [
      ['range', 'bytes=999999999-', 416],
      ['if-match', '"x"', 412],
    ] as const) {
      const answer = await at('/', { headers: { ...asBrowser.headers, [name]: value } });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ]);
    }
    expect((await at('/assets/none.js', asBrowser)).status).toBe(404);
  });

  it('sends the files of the console packed to whoever takes gzip, and plain to others', async () => {
    const html = await (await at('/light/', { headers: { accept: 'text/html' } })).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)![1]!;
    const [packed, plain] = [await at(script), await at(script, { headers: { 'accept-encoding': 'identity' } })];
    expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null]);
    expect(packed.headers.get('content-type')).toMatch(/javascript/);
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(Number(plain.headers.get('content-length')) / 2);
    expect(await packed.text()).toBe(await plain.text());
  });

  it('has readable documents without inline scripts', async () => {
    const docs = await at('/docs');
    const html = await docs.text();
    expect(html).not.toMatch(/<script>|\son[a-z]+=/);
    for (const [, src = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await at(src)).status).toBe(200);
    expect(docs.headers.get('content-security-policy')).toContain("script-src 'self';");
  });

  it('is ready when all services are, and names the one that is not', async () => {
    expect((await at('/health/ready')).status).toBe(200);
    system.kill('reservation');
    const answer = await at('/v1/sessions', { headers: { authorization: 'Bearer x' } });
    expect([401, 503]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    await system.untilReady('reservation');
    const ready = await at('/health/ready');
    expect(await ready.json()).toMatchObject({ ready: true, services: { reservation: 'up' } });
  });

  it.each(['/v1/nothing', '/nothing', '/internal/addresses', '/openapi.json', '/metrics'])(
    'answers a problem at %s',
    async (path) => {
      const answer = await at(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it('refuses a large body, told in advance or not', async () => {
    const text = JSON.stringify({ text: 'x'.repeat(1_000_000) });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.token('family-doctor')}`,
    };
    const told = await at('/v1/referrals', { method: 'POST', headers, body: text });
    const body = new Blob([text]).stream();
    const untold = await at('/v1/referrals', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect([told.status, untold.status]).toEqual([413, 413]);
  });

  it('lets a live stream through, with its first position at once', async () => {
    const token = await system.token('referral-desk');
    const desk = new StreamClient(`${system.baseUrl}/v1/stream`, { authorization: `Bearer ${token}` });
    const { statusCode, headers } = await desk.connect();
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/event-stream');
    expect(headers['x-accel-buffering']).toBe('no');
    desk.cut();
  });

  it('opens the stream to people, not to machines', async () => {
    for (const [account, status] of [
      ['his-adapter', 403],
      ['county-health-authority', 200],
    ] as const) {
      const token = await system.token(account);
      const client = new StreamClient(`${system.baseUrl}/v1/stream`, { authorization: `Bearer ${token}` });
      expect((await client.connect()).statusCode).toBe(status);
      client.cut();
    }
  });
});
