import { v7 } from 'uuid';
import { askAll } from './ask.js';
import { copyOf, Ground } from './ground.js';
import { type Given, givenIn, openToPublic, waitingIn } from './reserve.store.js';
import { familyWish, morning, publicWish } from './wishes.js';

const UNITS = 40;

/** Everybody at once at the door of the service. */
export interface Rush extends Given {
  contenders: number;
  /** Until the last one knows. */
  milliseconds: number;
}

/**
 * Half family doctors, half the public, all for one expert's morning of 40 units with 8 protected.
 * @throws Error when a unit was sold twice, stayed free, or somebody got no answer
 */
export async function rush(model: string, contenders: number): Promise<Rush> {
  const ground = await Ground.open(await copyOf(model, 'bench_reserve'), 8);
  try {
    const [session] = await ground.publish([morning(UNITS)]);
    await openToPublic(ground.pool);
    const door = ground.door();
    // Prepared statements and compiled code are there on any morning at eight.
    await askAll(door, strangers(), 400);
    const before = await waitingIn(ground.database);
    const wishes = Array.from({ length: contenders }, (_, at) =>
      at % 2 ? publicWish(session!) : familyWish(session!),
    );
    const milliseconds = await askAll(door, wishes, contenders);
    const given = await givenIn(ground.pool);
    const waiting = (await waitingIn(ground.database)) - before;
    if (given.family + given.public !== UNITS || waiting !== contenders / 2 - given.family)
      throw new Error(`${given.family} + ${given.public} of ${UNITS} units were given, ${waiting} wait.`);
    return { ...given, contenders, milliseconds };
  } finally {
    await ground.close();
  }
}

/** Requests for something that does not exist. */
function strangers() {
  const elsewhere = { ...morning(1), id: v7(), group: 'warm-up' };
  return Array.from({ length: 2_000 }, (_, at) => (at % 2 ? publicWish(elsewhere) : familyWish(elsewhere)));
}
