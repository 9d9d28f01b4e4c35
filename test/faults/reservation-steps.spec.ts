import { OutcomeUnknown } from '#service/database/database.js';
import { isConnectionLost } from '#service/database/retry.js';
import { FaultProxy } from '../proxy/fault-proxy.js';
import { Steps } from '../proxy/steps.js';
import { POSTGRES } from '../proxy/wire.js';
import { Room } from '../reservation/room.js';
import { emptyBooks, stopClock } from '../reservation/stopped-clock.js';
import { SEED } from '../system/seed.js';
import { dice, shuffled } from './dice.js';
import { OPERATIONS, type Prepare, traces } from './operations.js';

const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
/** Cuts of each operation; it has 10 to 30 places. */
const SAMPLES = NIGHTLY ? Number.POSITIVE_INFINITY : 10;

describe(`the database connection is cut between any two statements of a transaction of the reserve (SEED=${SEED})`, () => {
  const steps = new Steps();
  let proxy: FaultProxy;
  let room: Room;

  beforeAll(async () => {
    room = await Room.open(async (url) => {
      proxy = await FaultProxy.before(url, POSTGRES, steps);
      return proxy.url;
    });
    await stopClock(room);
  });
  afterAll(async () => {
    await room.close();
    await proxy.close();
  });

  /** Without a cut. @returns the steps that passed */
  const runOnce = async (prepare: Prepare): Promise<string[]> => {
    await emptyBooks(room);
    const { act, expected } = await prepare(room);
    steps.restart();
    await act();
    const { passed } = steps;
    steps.restart();
    expect(await traces(room)).toEqual(expected);
    return passed;
  };

  it.each(Object.entries(OPERATIONS))(
    '%s: tried again, it has happened once',
    async (_, prepare) => {
      // The first run reads the rules, which are then kept for a while.
      await runOnce(prepare);
      const names = await runOnce(prepare);
      const cuts = names.flatMap((name, n) =>
        (['before', 'after'] as const).map((moment) => ({ name, n: n + 1, moment })),
      );
      for (const { name, n, moment } of shuffled(cuts, dice(SEED)).slice(0, SAMPLES)) {
        await emptyBooks(room);
        const { act, expected } = await prepare(room);
        let struck = false;
        const strike = () => {
          struck = true;
        };
        steps.restart({ at: n, moment, strike });
        await untilDone(act);
        const cut = { cut: `${moment} step ${n}, ${name}`, struck };
        expect({ ...cut, ...(await traces(room)) }).toEqual({ ...cut, struck: true, ...expected });
        expect(await room.breaches()).toEqual([]);
      }
    },
    120_000,
  );
});

/** As a message that is delivered again, or a client that repeats its request under the same key. */
async function untilDone(act: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (attempt === 5 || !(error instanceof OutcomeUnknown || isConnectionLost(error))) throw error;
    }
  }
}
