import { readEnv } from './env.js';

const GOOD = {
  DATABASE_URL: 'postgres://u:secret@127.0.0.1/x',
  RABBITMQ_URL: 'amqp://127.0.0.1,amqp://127.0.0.2',
  HTTP_PORT: '8081',
  METRICS_PORT: '9081',
  OIDC_ISSUER: 'http://127.0.0.1:8090',
  OIDC_AUDIENCE: 'fenji',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')},k0:${Buffer.alloc(32).toString('base64')}`,
};

describe('Env', () => {
  it('reads what is given and fills in the defaults', () => {
    expect(readEnv({ ...GOOD, FENJI_DEMO: '1', RETRY_DELAYS_SECONDS: '1,2' })).toMatchObject({
      HTTP_PORT: 8081,
      FENJI_DEMO: true,
      RETRY_DELAYS_SECONDS: [1, 2],
      PREFETCH: 200,
      CRYPTO_PROFILE: 'intl',
    });
    expect(readEnv({ ...GOOD, FENJI_DEMO: '', RETRY_DELAYS_SECONDS: '' })).toMatchObject({
      FENJI_DEMO: false,
      RETRY_DELAYS_SECONDS: [5, 60, 600, 3600],
    });
  });

  it('does not start without what it needs, and names all of it', () => {
    expect(() => readEnv({})).toThrow(
      'Missing or wrong environment variables: DATABASE_URL, RABBITMQ_URL, HTTP_PORT, METRICS_PORT, OIDC_ISSUER, OIDC_AUDIENCE, ENCRYPTION_KEYS',
    );
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:secret@x'],
    ['HTTP_PORT', 'secret'],
    ['ENCRYPTION_KEYS', 'k1:secret'],
    ['FENJI_DEMO', 'secret'],
    ['RETRY_DELAYS_SECONDS', '1,secret'],
    ['CRYPTO_PROFILE', 'secret'],
    ['OIDC_ISSUER', 'secret'],
  ])('names %s when it is wrong, and never shows a value', (name, value) => {
    const read = () => readEnv({ ...GOOD, [name]: value });
    expect(read).toThrow(`Missing or wrong environment variables: ${name}`);
    expect(read).not.toThrow(/secret/);
  });
});
