import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { IsInt, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import request from 'supertest';
import { AUDIENCE, Issuer } from '../../../test/service/issuer.js';
import { Caller, Public, Roles } from '../auth/decorators.js';
import type { Principal } from '../auth/principal.js';
import { routesWithoutPolicy } from '../auth/route-policies.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import { Env } from '../env.js';
import { logger } from '../logging/logger.js';
import { PageQuery } from '../paging/cursor.js';
import { configureHttp } from '../start.js';
import { type Answer, requireIfMatch, type Write, WriteRequest } from '../write/write.js';
import { UuidParam } from './uuid-param.js';

class Line {
  @IsString() @MaxLength(5) code: string;
  @IsInt() @Min(1) count: number;
}

class Order {
  @IsString() title: string;
  @ValidateNested({ each: true }) @Type(() => Line) lines: Line[];
}

@Controller('v1/things')
class ThingController {
  @Roles('family-doctor')
  @Post()
  create(@Body() order: Order, @WriteRequest() write: Write): Answer<object> {
    const { key, waitMs, ifMatch } = write;
    return { status: 201, body: { order, key, waitMs, ifMatch }, location: '/v1/things/1', version: 3 };
  }

  @Roles('family-doctor')
  @Post('changes')
  change(@WriteRequest() write: Write): object {
    return { version: requireIfMatch(write) };
  }

  @Roles('county-health-authority')
  @Get('secret')
  secret(): object {
    return {};
  }

  @Get('forgotten')
  forgotten(): object {
    return {};
  }

  @Public()
  @Get('broken')
  broken(): object {
    throw new Error('select * from patient where name = 张三');
  }

  @Public()
  @Get()
  list(@Query() query: PageQuery): PageQuery {
    return query;
  }

  @Roles('family-doctor')
  @Get(':id')
  one(@UuidParam() id: string, @Caller() caller: Principal): object {
    return { id, account: caller.account };
  }
}

@Module({ controllers: [ThingController], providers: [TokenVerifier, Env] })
class ThingModule {}

describe('the HTTP entrance', () => {
  let app: NestExpressApplication;
  let issuer: Issuer;
  let token: string;

  beforeAll(async () => {
    logger.level = 'silent';
    issuer = await Issuer.open();
    token = await issuer.token();
    const env = Object.assign(new Env(), { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: AUDIENCE });
    const testing = await Test.createTestingModule({ imports: [ThingModule] })
      .overrideProvider(Env)
      .useValue(env)
      .compile();
    app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false });
    configureHttp(app, env);
    await app.init();
  });

  afterAll(async () => {
    await app.close();
    await issuer.close();
  });

  const post = (body: string | object | undefined, path = '/v1/things') =>
    request(app.getHttpServer())
      .post(path)
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', randomUUID())
      .set('Content-Type', 'application/json')
      .send(body);
  const get = (path: string) => request(app.getHttpServer()).get(path).set('Authorization', `Bearer ${token}`);
  const order = { title: 'x', lines: [{ code: 'a', count: 1 }] };

  it('answers with status, Location, ETag and hardening headers', async () => {
    const response = await post(order).set('Prefer', 'respond-async, wait=20').set('If-Match', 'W/"7"').expect(201);
    expect(response.headers).toMatchObject({
      location: '/v1/things/1',
      etag: '"3"',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(response.headers).not.toHaveProperty('x-powered-by');
    expect(response.body).toMatchObject({ order, waitMs: 10_000, ifMatch: 7 });
  });

  it('names every wrong, missing and unknown field', async () => {
    const lines = [
      { code: 'too long', count: 0 },
      { count: 1.5, extra: true },
    ];
    const { body, headers } = await post({ lines, admin: true }).expect(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      code: 'VALIDATION_FAILED',
      status: 400,
      type: expect.stringMatching(/validation-failed$/),
    });
    expect(body.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`).sort()).toEqual([
      'admin unknown-field',
      'lines.0.code max-length',
      'lines.0.count min',
      'lines.1.code is-string',
      'lines.1.code max-length',
      'lines.1.count is-int',
      'lines.1.extra unknown-field',
      'title is-string',
    ]);
  });

  it.each([
    ['an array', [order]],
    ['nothing', undefined],
    ['lines that are no objects', { title: 'x', lines: ['a', null, 3] }],
    ['lines that are no list', { title: 'x', lines: 'a' }],
  ])('refuses %s as a body', async (_, body) => {
    const response = await post(body).expect(400);
    expect(response.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: expect.any(Array) });
  });

  it.each([
    ['{"title": ', 'application/json', 400, 'MALFORMED'],
    ['<a/>', 'application/xml', 415, 'NOT_JSON'],
    ['a=1', 'application/x-www-form-urlencoded', 415, 'NOT_JSON'],
    [JSON.stringify({ title: 'x'.repeat(262_144) }), 'application/json', 413, 'BODY_TOO_LARGE'],
    ['{}', 'application/json; charset=utf-99', 415, 'NOT_JSON'],
    ['{"title": "a\\u0000"}', 'application/json', 400, 'MALFORMED'],
    ['{"title": "\\\\\\u0000"}', 'application/json', 400, 'MALFORMED'],
    ['{"title": "\\ud800"}', 'application/json', 400, 'MALFORMED'],
    ['{"title": "\\uDC00x"}', 'application/json', 400, 'MALFORMED'],
    ['{"title": "\\\\ud83d\\udc00"}', 'application/json', 400, 'MALFORMED'],
    ['{"title": "x"}', 'application/json; charset=utf-16le', 415, 'NOT_JSON'],
  ])('refuses the body %# as such', async (body, type, status, code) => {
    const response = await post(body).set('Content-Type', type).expect(status);
    expect(response.body).toMatchObject({ status, code });
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('takes a text that only looks like an escape, and whole surrogate pairs', async () => {
    const { body } = await post('{"title": "\\\\u0000 \\ud83d\\ude00", "lines": []}').expect(201);
    expect(body.order.title).toBe('\\u0000 😀');
  });

  it('wants a uuid as key on every write', async () => {
    for (const key of ['', 'abc']) {
      const response = await post(order).set('Idempotency-Key', key).expect(400);
      expect(response.body.code).toBe('KEY_REQUIRED');
    }
  });

  it('wants If-Match where a handler asks for it, in the form of an ETag', async () => {
    expect((await post({}, '/v1/things/changes').expect(428)).body.code).toBe('IF_MATCH_REQUIRED');
    expect((await post({}, '/v1/things/changes').set('If-Match', '*').expect(400)).body.code).toBe('IF_MATCH_INVALID');
    expect((await post({}, '/v1/things/changes').set('If-Match', '"3"').expect(201)).body).toEqual({ version: 3 });
  });

  it('refuses who has no token, and says how', async () => {
    const none = await request(app.getHttpServer()).get(`/v1/things/${randomUUID()}`).expect(401);
    expect(none.headers['www-authenticate']).toBe('Bearer');
    const wrong = await get(`/v1/things/${randomUUID()}`).set('Authorization', 'Bearer a.b.c').expect(401);
    expect(wrong.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('refuses a role that the handler does not name', async () => {
    expect((await get('/v1/things/secret').expect(403)).body.code).toBe('FORBIDDEN');
  });

  it('refuses a handler that names nobody, and finds it before it goes live', async () => {
    await get('/v1/things/forgotten').expect(403);
    expect(routesWithoutPolicy(app)).toEqual(['ThingController.forgotten']);
  });

  it('hands the caller to the handler', async () => {
    const id = randomUUID();
    expect((await get(`/v1/things/${id}`).expect(200)).body).toEqual({ id, account: 'family-doctor' });
  });

  it.each(['/v1/things/not-a-uuid', '/nowhere', '/v1'])('knows nothing at %s', async (path) => {
    const response = await get(path).expect(404);
    expect(response.body).toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  it('refuses an address that cannot be decoded', async () => {
    await get('/v1/things/%E0%A4%A').expect(400);
  });

  it('reads the query of a list, and refuses what it does not know', async () => {
    expect((await get('/v1/things').expect(200)).body).toEqual({ limit: 20 });
    expect((await get('/v1/things?limit=5').expect(200)).body).toEqual({ limit: 5 });
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'page=2', 'limit=1&limit=2']) {
      expect((await get(`/v1/things?${query}`).expect(400)).body.code).toBe('VALIDATION_FAILED');
    }
  });

  it('tells nothing of a fault of ours but an id to quote', async () => {
    const { body, text } = await get('/v1/things/broken').expect(500);
    expect(body).toMatchObject({ code: 'INTERNAL', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(text).not.toMatch(/patient|张|select|\.ts/);
  });
});
