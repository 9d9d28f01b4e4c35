import { publishAhead } from './load/renewal.js';
import { businessNow, moveBusinessTime } from './running/business-time.store.js';
import { inBeijing, parseMove } from './running/moves.js';
import { asCommand, findRunning } from './running/running.js';

/** `npm run clock -- +2d` moves business time forward in all services at once; without an argument it prints it. */
await asCommand(async () => {
  const running = await findRunning();
  const { databaseUrl } = running;
  const [move] = process.argv.slice(2);
  const now = move
    ? await moveBusinessTime(databaseUrl, (present) => parseMove(move, present))
    : await businessNow(databaseUrl);
  console.log(inBeijing(now));
  if (move) await publishAhead(running);
});
