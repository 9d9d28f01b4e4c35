import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import { type System, startSystem } from '../system/system.js';
import { asked, type Document, type Operation, operationsOf, resolved, sample } from './document.js';

const ROLES = [
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'referral-desk',
  'arrival-desk',
  'county-health-authority',
  'his-adapter',
  'department-head',
  'medical-affairs',
  'consortium-office',
  'roster-manager',
  'bed-manager',
];

describe('bad input at every endpoint of the API', () => {
  let system: System;
  let document: Document;
  let operations: Operation[];
  let writes: Operation[];
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    system = await startSystem();
    document = (await request(system.baseUrl).get('/docs/openapi.json')).body as Document;
    operations = operationsOf(document).filter(({ path }) => path.startsWith('/v1/'));
    writes = operations.filter(({ method }) => method !== 'GET');
    for (const role of ROLES) tokens.set(role, await system.token(role));
  });

  afterAll(() => system?.stop());

  const at = ({ path }: Operation, id: string = randomUUID()) => path.replaceAll(/\{[^}]+\}/g, id);
  const tokenFor = ({ roles }: Operation) => tokens.get(roles[0] ?? '') ?? '';

  function send(operation: Operation, path = at(operation)): Test {
    return asked(system.baseUrl, operation.method, path).set('authorization', `Bearer ${tokenFor(operation)}`);
  }

  const write = (operation: Operation, path?: string) =>
    send(operation, path).set('idempotency-key', randomUUID()).set('if-match', '"1"');

  /** What must be true of every refusal: a problem document, no server error, no trace of the inside. */
  function expectProblem(operation: Operation, response: Response, statuses: number[]): void {
    const what = `${operation.method} ${operation.path} → ${response.status} ${response.text}`;
    if (!statuses.includes(response.status)) throw new Error(`${what}; wanted ${statuses.join(' or ')}`);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.body).toMatchObject({
      type: expect.stringMatching(/^https?:/),
      title: expect.any(String),
      status: response.status,
      detail: expect.any(String),
      code: expect.stringMatching(/^[A-Z0-9_]+$/),
    });
    expect(response.text).not.toMatch(/\n\s+at |node_modules|QueryFailed|SELECT |INSERT /);
  }

  it('is documented in OpenAPI 3.1 with a role on every operation', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(writes.length).toBeGreaterThan(15);
    expect(operations.filter(({ roles }) => roles.length === 0).map(({ path }) => path)).toEqual([]);
  });

  it('asks who is there', async () => {
    for (const operation of operations) {
      expectProblem(operation, await asked(system.baseUrl, operation.method, at(operation)), [401]);
    }
  });

  it('refuses a role that may never do this', async () => {
    for (const operation of operations) {
      const stranger = ROLES.find((role) => !operation.roles.includes(role));
      if (!stranger) continue;
      const response = await write(operation)
        .set('authorization', `Bearer ${tokens.get(stranger)}`)
        .send(bodyOf(operation));
      expectProblem(operation, response, [403]);
    }
  });

  it('names every unknown field', async () => {
    for (const operation of writes) {
      const response = await write(operation).send({ ...bodyOf(operation), surprise: 1, alsoThis: {} });
      expectProblem(operation, response, [400]);
      expect(fieldsOf(response)).toEqual(expect.arrayContaining(['surprise', 'alsoThis']));
    }
  });

  it('names every missing field', async () => {
    for (const operation of writes) {
      const required = resolved(document, operation.body ?? {}).required ?? [];
      if (required.length === 0) continue;
      const response = await write(operation).send({});
      expectProblem(operation, response, [400]);
      for (const field of required) expectNamed(operation, response, field);
    }
  });

  it('names the field that has a wrong type', async () => {
    for (const operation of writes) {
      const properties = resolved(document, operation.body ?? {}).properties ?? {};
      for (const field of Object.keys(properties)) {
        const response = await write(operation).send({ ...bodyOf(operation), [field]: { wrong: [Number.MAX_VALUE] } });
        expectProblem(operation, response, [400]);
        expectNamed(operation, response, field);
      }
    }
  });

  it('refuses broken JSON, a wrong content type, a body of 1 MB and a list', async () => {
    for (const operation of writes) {
      expectProblem(operation, await write(operation).type('json').send('{"broken": '), [400]);
      expectProblem(operation, await write(operation).type('text/plain').send('hello'), [415]);
      expectProblem(operation, await write(operation).send({ text: 'x'.repeat(1_000_000) }), [413]);
      expectProblem(operation, await write(operation).type('json').send('[1, 2]'), [400]);
    }
  });

  it('asks for an Idempotency-Key on every write', async () => {
    for (const operation of writes.filter(({ isWrite }) => isWrite)) {
      const response = await send(operation).set('if-match', '"1"').send(bodyOf(operation));
      expectProblem(operation, response, [400]);
      expect(response.body.code).toBe('KEY_REQUIRED');
    }
  });

  it('does not know ids that do not exist', async () => {
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      expectProblem(operation, await write(operation).send(bodyOf(operation)), [404]);
      expectProblem(operation, await write(operation, at(operation, 'nonsense')).send(bodyOf(operation)), [400, 404]);
    }
  });

  it('refuses a page of nonsense', async () => {
    for (const operation of operations.filter(
      ({ method, path }) => method === 'GET' && !path.includes('{') && !path.endsWith('/stream'),
    )) {
      expectProblem(operation, await send(operation, `${operation.path}?surprise=1`), [400]);
    }
  });

  function bodyOf(operation: Operation): Record<string, unknown> | undefined {
    if (operation.method === 'GET') return undefined;
    return (sample(document, operation.body ?? {}) ?? {}) as Record<string, unknown>;
  }

  function expectNamed(operation: Operation, response: Response, field: string): void {
    if (fieldsOf(response).some((name) => name.split('.')[0] === field)) return;
    throw new Error(`${operation.method} ${operation.path} does not name ${field}: ${response.text}`);
  }

  const fieldsOf = (response: Response): string[] =>
    ((response.body as { errors?: { field: string }[] }).errors ?? []).map(({ field }) => field);
});
