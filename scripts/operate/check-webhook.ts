import { checkWebhook } from '../../apps/notification/channel/conformance.js';

/** `npm run webhook:check -- <url> <secret>`: whether a hospital's system takes Fenji's webhooks as docs/gateway.md says. */
const [url, secret] = process.argv.slice(2);
if (!url || !URL.canParse(url) || !secret) {
  console.error('Usage: npm run webhook:check -- <url> <secret>');
  process.exit(2);
}
const findings = await checkWebhook(url, secret);
for (const { demand, met, answer } of findings) console.log(`${met ? '✓' : '✗'} ${demand} (${answer})`);
process.exit(findings.every(({ met }) => met) ? 0 : 1);
