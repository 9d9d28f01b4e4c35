import type { OpenAPIObject } from '@nestjs/swagger';
import { mergeDocuments } from './merge.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

function document(path: string, schemas: Schemas): OpenAPIObject {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } };
  return {
    openapi: '3.1.0',
    info: { title: path, version: '1' },
    paths: { [path]: { get: { responses: { 200: { description: '', content } } } } },
    components: { schemas, securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}

const PROBLEM = { type: 'object' as const, properties: { code: { type: 'string' as const } } };
const referral = document('/v1/referrals', { Item: { type: 'object' }, Problem: PROBLEM });

describe('one document for all services', () => {
  it('shares a schema that two services describe alike', () => {
    const reservation = document('/v1/units', { Item: { type: 'object' }, Problem: PROBLEM });
    const merged = mergeDocuments(
      [
        { service: 'referral', document: referral },
        { service: 'reservation', document: reservation },
      ],
      '1.2.3',
    );
    expect(Object.keys(merged.components?.schemas ?? {})).toEqual(['Item', 'Problem']);
    expect(Object.keys(merged.paths)).toEqual(['/v1/referrals', '/v1/units']);
    expect(merged).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' }, servers: [{ url: '/' }] });
    expect(merged.components?.securitySchemes).toHaveProperty('bearer');
  });

  it('keeps apart what two services mean by one name', () => {
    const reservation = document('/v1/units', { Item: { type: 'string' } });
    const merged = mergeDocuments(
      [
        { service: 'referral', document: referral },
        { service: 'reservation', document: reservation },
      ],
      '1',
    );
    expect(merged.components?.schemas).toMatchObject({
      Item: { type: 'object' },
      ReservationItem: { type: 'string' },
    });
    expect(JSON.stringify(merged.paths['/v1/units'])).toContain('#/components/schemas/ReservationItem');
    expect(JSON.stringify(merged.paths['/v1/referrals'])).toContain('#/components/schemas/Item');
  });

  it('refuses two services at one address: the door could not choose', () => {
    const both = [
      { service: 'referral', document: referral },
      { service: 'reservation', document: referral },
    ];
    expect(() => mergeDocuments(both, '1')).toThrow('/v1/referrals');
  });
});
