import 'reflect-metadata';
import { SERVICES } from '#contracts/codes.js';
import { goThroughDeadLetters } from '#messaging/put-back.js';
import { asCommand, findFenji } from '../demo/running/running.js';
import { decisionFor } from './decision.js';

/** `npm run dead-letters` shows the dead letters of all services, puts them back or discards them; never a payload. */
await asCommand(async () => {
  const decide = decisionFor(process.argv.slice(2));
  const url = process.env['RABBITMQ_URL']?.split(',')[0] ?? (await findFenji()).rabbitmqUrl;
  for (const service of SERVICES) {
    const round = await goThroughDeadLetters({ url, service, now: new Date(), decide });
    console.log(`${service}: ${round.length} dead letters`);
    for (const { letter, fate } of round) {
      console.log(
        `  ${fate.padEnd(10)} ${letter.messageId}  ${letter.name}  ${letter.reason}  attempt ${letter.attempt}`,
      );
    }
  }
});
