import { connect } from 'amqplib';
import { until } from '../story/people.js';
import { symptomsOf } from './symptoms.js';
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

  it('shows what became of a message that nobody can read', async () => {
    const connection = await connect(system.amqpUrl);
    const channel = await connection.createChannel();
    channel.sendToQueue('fenji.referral.v1', Buffer.from('nonsense'));
    await until('dead', 20, async () => (await symptomsOf(system)).includes('["fenji.referral.v1.dead",1]'));
    await connection.close();
    expect(await symptomsOf(system)).toMatch(/warnings of referral:.*"reason":"NOT_JSON".*warnings of reservation:/s);
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
