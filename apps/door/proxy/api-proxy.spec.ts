import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProxy } from './api-proxy.js';

interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

describe('the way through the door', () => {
  const servers: Server[] = [];
  let service: RequestListener;
  let upstream: Server;
  let proxy: ApiProxy;
  let port: number;

  async function listening(listener: RequestListener): Promise<Server> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return server;
  }

  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  beforeEach(async () => {
    upstream = await listening((req, res) => service(req, res));
    const address = new URL(`http://127.0.0.1:${portOf(upstream)}`);
    proxy = new ApiProxy({ referral: address, reservation: address, notification: address });
    port = portOf(await listening((req, res) => proxy.handle(req, res)));
    service = (_req, res) => res.end('fine');
  });

  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  function open(path: string, headers: Record<string, string> = {}, method = 'GET') {
    return request({ port, host: '127.0.0.1', path, method, headers, agent: false });
  }

  async function ask(path: string, headers: Record<string, string> = {}, body?: string): Promise<Reply> {
    const sent = open(path, headers, body === undefined ? 'GET' : 'POST');
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk;
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: text };
  }

  it('passes method, address, body and answer on', async () => {
    service = (req, res) => {
      res.writeHead(201, { ETag: '"1"', Location: '/v1/referrals/7' });
      res.write(`${req.method} ${req.url} `);
      req.pipe(res);
    };
    const reply = await ask('/v1/referrals?x=1', { 'Content-Type': 'application/json' }, '{"a":1}');
    expect(reply).toMatchObject({ status: 201, body: 'POST /v1/referrals?x=1 {"a":1}' });
    expect(reply.headers).toMatchObject({ etag: '"1"', location: '/v1/referrals/7' });
  });

  it('gives a request an id and a trace, and leaves those that it has', async () => {
    service = (req, res) => res.end(`${req.headers['x-request-id']} ${req.headers.traceparent}`);
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';
    expect((await ask('/v1/stream')).body).toMatch(new RegExp(`^${uuid} 00-[0-9a-f]{32}-[0-9a-f]{16}-01$`));
    expect((await ask('/v1/stream', { 'X-Request-Id': 'mine', traceparent: 'yours' })).body).toBe('mine yours');
  });

  it('keeps the headers of one connection to that connection', async () => {
    service = (req, res) => {
      res.writeHead(200, { Connection: 'x-hop, keep-alive', 'X-Hop': '1', 'Proxy-Authenticate': 'Basic' });
      res.end(Object.keys(req.headers).join());
    };
    const reply = await ask('/v1/stream', { Connection: 'x-secret', 'X-Secret': '1', TE: 'trailers', Upgrade: 'h2c' });
    expect(reply.body.split(',')).not.toEqual(expect.arrayContaining(['x-secret']));
    expect(reply.body).not.toMatch(/\b(te|upgrade|proxy-)/);
    expect(reply.headers).not.toHaveProperty('x-hop');
    expect(reply.headers).not.toHaveProperty('proxy-authenticate');
  });

  it.each(['GET', 'DELETE', 'HEAD'])(
    'lets no sender take the frame off the body of a %s: what is in it never becomes a request of its own',
    async (method) => {
      const seen: string[] = [];
      service = (req, res) => {
        seen.push(`${req.method} ${req.url}`);
        req.resume().on('end', () => res.end());
      };
      const hidden = 'GET /internal/hidden HTTP/1.1\r\nHost: x\r\n\r\n';
      const length = { Connection: 'content-length, host', 'Content-Length': String(hidden.length) };
      const sent = open('/v1/stream', length, method);
      sent.end(hidden);
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      await once(answer.resume(), 'end');
      await ask('/v1/beds');
      expect(seen).toEqual([`${method} /v1/stream`, 'GET /v1/beds']);
    },
  );

  it.each(['/v1', '/v1/', '/v1/nothing', '/v1/constructor', '/v1/referralsx', '/v1//referrals', '/v1/%72eferrals'])(
    'answers a problem for %s',
    async (path) => {
      const reply = await ask(path);
      expect(reply.status).toBe(404);
      expect(reply.headers['content-type']).toBe('application/problem+json');
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(JSON.parse(reply.body)).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    },
  );

  it('refuses a body over 256 KiB without asking the service', async () => {
    service = () => {
      throw new Error('asked');
    };
    const reply = await ask('/v1/referrals', {}, 'x'.repeat(256 * 1024 + 1));
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 });
  });

  it('says when a service is down, and when to come again', async () => {
    upstream.close().closeAllConnections();
    await once(upstream, 'close');
    const reply = await ask('/v1/referrals', {}, '{}');
    expect(reply.headers['retry-after']).toBe('1');
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'UNAVAILABLE', status: 503 });
  });

  it('breaks off when the service breaks off: half an answer is no answer', async () => {
    service = (_req, res) => {
      res.write('half');
      setImmediate(() => res.destroy());
    };
    await expect(ask('/v1/referrals')).rejects.toThrow(/aborted|ECONNRESET/);
  });

  it('hands on each event of a stream as it comes, and lets the service know when the client leaves', async () => {
    let write: (text: string) => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      service = (_req, res) => {
        res.writeHead(200, { 'Content-Type': 'text/event-stream' });
        write = (text) => res.write(text);
        write('data: 1\n\n');
        res.on('close', resolve);
      };
    });
    const sent = open('/v1/stream');
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(String((await once(answer, 'data'))[0])).toBe('data: 1\n\n');
    write('data: 2\n\n');
    expect(String((await once(answer, 'data'))[0])).toBe('data: 2\n\n');
    answer.on('error', () => undefined);
    sent.destroy();
    await left;
  });

  it('ends event streams when the door closes', async () => {
    service = (_req, res) => {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' });
      res.write('data: 1\n\n');
    };
    const sent = open('/v1/stream');
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    proxy.endStreams();
    await once(answer, 'end');
  });
});
