import { type System, startSystem } from './system.js';

/** The harness itself: a whole Fenji whose parts may be killed. */
describe('a system of its own', () => {
  let system: System;

  beforeAll(async () => {
    system = await startSystem({ ownServers: true });
  }, 180_000);

  afterAll(() => system?.stop());

  it('lets a demo account in at the front door, and nobody without a token', async () => {
    const address = `${system.baseUrl}/v1/institutions`;
    const authorization = `Bearer ${await system.token('family-doctor')}`;
    expect((await fetch(address, { headers: { authorization } })).status).toBe(200);
    expect((await fetch(address)).status).toBe(401);
  });

  it('serves again after kill -9 of everything, servers included', async () => {
    for (const name of [
      'referral',
      'reservation',
      'notification',
      'door',
      'issuer',
      'PostgreSQL',
      'RabbitMQ',
    ] as const) {
      await system.restarted(name);
    }
    const response = await fetch(`${system.baseUrl}/health/ready`);
    expect(response.status).toBe(200);
  }, 180_000);
});
