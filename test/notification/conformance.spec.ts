import { checkWebhook } from '../../apps/notification/channel/conformance.js';
import { isSigned } from '../../apps/notification/channel/signature.js';
import { answering, type Conduct, FakeGateway } from './fake-gateway.js';

const SECRET = 'a secret of at least 32 characters';

const careful: Conduct = (response, received) => {
  const { headers, text } = received;
  const given = { timestamp: String(headers['fenji-timestamp']), signature: String(headers['fenji-signature']) };
  answering(isSigned(SECRET, given, text, new Date()) ? 204 : 401)(response, received);
};

describe('the check of a hospital system', () => {
  it('passes one that looks at the signature', async () => {
    const system = await FakeGateway.start(careful);
    expect((await checkWebhook(system.url, SECRET)).map(({ met }) => met)).toEqual([true, true, true, true]);
    await system.stop();
  });

  it('names what one does wrong that takes everything, or nothing', async () => {
    const credulous = await FakeGateway.start(answering(200));
    expect((await checkWebhook(credulous.url, SECRET)).map(({ met }) => met)).toEqual([true, true, false, false]);
    await credulous.stop();
    const broken = await FakeGateway.start(answering(500));
    expect((await checkWebhook(broken.url, SECRET)).some(({ met }) => met)).toBe(false);
    await broken.stop();
    const away = await FakeGateway.start();
    await away.stop();
    expect((await checkWebhook(away.url, SECRET))[0]).toMatchObject({ met: false, answer: 'unreachable' });
  });
});
