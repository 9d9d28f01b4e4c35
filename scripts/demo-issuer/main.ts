import { createServer } from 'node:http';
import { join } from 'node:path';
import { DemoAccounts } from './accounts.js';
import { withSignInPages } from './interactions.js';
import { demoIssuer } from './issuer.js';
import { OneTimeCodes } from './one-time-codes.js';
import { signingKey } from './signing-key.js';

/**
 * Log-in for the demo county, and the only one there is: a process of its own that no service imports.
 * Real installations point OIDC_ISSUER at their own OpenID provider.
 */
async function main(): Promise<void> {
  if (process.env.FENJI_DEMO !== '1') throw new Error('the demo issuer starts only with FENJI_DEMO=1');
  const port = Number(required('ISSUER_PORT'));
  const issuer = process.env.OIDC_ISSUER ?? `http://127.0.0.1:${port}`;
  const door = required('PUBLIC_URL');
  const accounts = new DemoAccounts(required('DEMO_ACCOUNTS'));
  const secret = required('DEMO_SECRET');
  const provider = demoIssuer({
    issuer,
    audience: required('OIDC_AUDIENCE'),
    secret,
    key: await signingKey(join(required('ISSUER_DATA'), 'issuer-key.json')),
    accounts,
    door,
  });
  const server = createServer(withSignInPages({ provider, accounts, door, codes: new OneTimeCodes(secret) }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
  server.on('error', (error) => {
    console.error(`demo issuer: ${error.message}`);
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => console.log(`demo issuer: ${issuer}`));
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

main().catch((error: Error) => {
  console.error(`demo issuer: ${error.message}`);
  process.exitCode = 1;
});
