import type { Message } from 'amqplib';
import { PermanentError } from './errors.js';
import { MAX_BYTES, MAX_DEPTH, readEnvelope } from './guard.js';

const NAME = 'reservation.no-show.v1';
const good = {
  id: '0193a000-0000-7000-8000-000000000001',
  name: NAME,
  occurredAt: '2026-11-20T08:00:00.000Z',
  county: '990101',
  aggregateId: '0193a000-0000-7000-8000-000000000002',
  aggregateVersion: 1,
  data: { hop: 0 },
};

function delivery(content: Buffer | string, type: string = NAME): Message {
  return { content: Buffer.from(content), fields: {}, properties: { type } } as unknown as Message;
}

function refusalOf(content: Buffer | string, type?: string): string {
  try {
    readEnvelope(delivery(content, type));
    return 'accepted';
  } catch (error) {
    return error instanceof PermanentError ? error.code : `not permanent: ${error}`;
  }
}

const withData = (data: string) => JSON.stringify(good).replace('{"hop":0}', data);
const without = (key: keyof typeof good) => JSON.stringify({ ...good, [key]: undefined });
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('the guard before a handler', () => {
  it('accepts a complete envelope, and fields that it does not know', () => {
    expect(readEnvelope(delivery(JSON.stringify({ ...good, later: 'addition' })))).toMatchObject(good);
  });

  it.each<[string, Buffer | string, string]>([
    ['bad UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'NOT_UTF8'],
    ['an overlong UTF-8 form', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'NOT_UTF8'],
    ['10 MiB', Buffer.alloc(10 * 1024 * 1024, 0x20), 'TOO_LARGE'],
    ['one byte too many', Buffer.alloc(MAX_BYTES + 1, 0x20), 'TOO_LARGE'],
    ['an empty body', '', 'NOT_JSON'],
    ['half a body', JSON.stringify(good).slice(0, -5), 'NOT_JSON'],
    ['an array', '[]', 'ENVELOPE_INVALID'],
    ['null', 'null', 'ENVELOPE_INVALID'],
    ['depth 10 000', '['.repeat(10_000), 'TOO_DEEP'],
    ['a payload one level too deep', withData(nested(MAX_DEPTH)), 'TOO_DEEP'],
    ['__proto__', withData('{"__proto__":{"admin":true}}'), 'FORBIDDEN_KEY'],
    ['__proto__ in escapes', withData('{"\\u005f\\u005fproto__":{"admin":true}}'), 'FORBIDDEN_KEY'],
    ['constructor in a list', withData('{"list":[{"constructor":{}}]}'), 'FORBIDDEN_KEY'],
    ['no id', without('id'), 'ENVELOPE_INVALID'],
    ['no county', without('county'), 'ENVELOPE_INVALID'],
    ['no data', without('data'), 'ENVELOPE_INVALID'],
    [
      'an id that is no UUID v7',
      JSON.stringify({ ...good, id: '550e8400-e29b-41d4-a716-446655440000' }),
      'ENVELOPE_INVALID',
    ],
    ['version 0', JSON.stringify({ ...good, aggregateVersion: 0 }), 'ENVELOPE_INVALID'],
  ])('refuses %s', (_what, content, code) => {
    expect(refusalOf(content)).toBe(code);
  });

  it('refuses a name that differs from the type of the message', () => {
    expect(refusalOf(JSON.stringify(good), 'reservation.held.v1')).toBe('NAME_MISMATCH');
  });

  it.each([
    ['reservation.no-show.v2', 'UNKNOWN_VERSION'],
    ['reservation.invented.v1', 'UNKNOWN_NAME'],
    ['constructor.name.v1', 'UNKNOWN_NAME'],
  ])('refuses %s', (name, code) => {
    expect(refusalOf(JSON.stringify({ ...good, name }), name)).toBe(code);
  });

  it('accepts brackets and quotes inside of strings, however many', () => {
    const text = JSON.stringify({ note: `${'[{'.repeat(500)}\\"` });
    expect(refusalOf(withData(text))).toBe('accepted');
  });

  it('accepts the greatest depth', () => {
    expect(refusalOf(withData(nested(MAX_DEPTH - 1)))).toBe('accepted');
  });

  it('refuses 500 mutilated bodies with a reason and never with a crash', () => {
    const text = JSON.stringify(good);
    for (let i = 0; i < 500; i += 1) {
      const body = Buffer.from(text);
      body[(i * 7919) % body.length] = (i * 31) % 256;
      expect(refusalOf(body)).toMatch(/^(accepted|[A-Z_0-9]+)$/);
    }
  });
});
