import { isListed } from './county/accounts.js';
import { asCommand, fetchToken, findRunning, readAccounts } from './running/running.js';

/** `npm run token -- <account>` prints a JWT and nothing else; without an account it lists them. */
await asCommand(async () => {
  const running = await findRunning();
  const [account] = process.argv.slice(2);
  if (account) return console.log(await fetchToken(running, account));
  for (const { account: name, zh, en } of await readAccounts(running)) {
    if (isListed(name)) console.log(`${name.padEnd(26)}${en} · ${zh}`);
  }
});
