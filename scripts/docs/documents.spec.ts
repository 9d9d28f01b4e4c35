import { Parser } from '@asyncapi/parser';
import { parse } from 'yaml';
import { MESSAGES } from '#contracts/catalogue.js';
import { REFERRAL_STATES } from '#contracts/codes.js';
import { asyncApi } from './asyncapi.js';
import { referralStates } from './referral-states.js';

describe('documents that follow from the code', () => {
  it('describe every message in valid AsyncAPI 3', async () => {
    const text = await asyncApi('1.0.0');
    const { diagnostics } = await new Parser().parse(text);
    const errors = diagnostics.filter(({ severity }) => severity === 0);
    expect(errors.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([]);
    const { channels, components } = parse(text) as { channels: object; components: { schemas: object } };
    expect(Object.keys(channels)).toEqual(Object.keys(MESSAGES));
    expect(components.schemas).toMatchObject({ Unit: { properties: { reservationId: { format: 'uuid' } } } });
  });

  it('show every state of a referral', () => {
    const text = referralStates();
    for (const state of REFERRAL_STATES) expect(text).toContain(state);
  });
});
