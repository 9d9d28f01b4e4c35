import fc from 'fast-check';
import { v7 } from 'uuid';
import type { Session } from '../../apps/reservation/supply/session.entity.js';
import { release } from '../../apps/reservation/unit/steps.js';
import { at, draftOf, later, Room, referral } from '../reservation/room.js';
import { emptyBooks, setClock, stopClock } from '../reservation/stopped-clock.js';
import { SEED } from '../system/seed.js';
import { ModelSession, type Who } from './session.js';

const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
const RUSHES = NIGHTLY ? 2_000 : 40;
const PATIENCE_MS = NIGHTLY ? 3_600_000 : 40_000;
const JOBS = ['hold-end', 'release', 'offer', 'passed-over'] as const;
const NOW = -6 * 1440 + 540;

/** Some come at once, through two replicas, while the clock of both runs and others leave. */
const rush = fc.record({
  capacity: fc.integer({ min: 1, max: 20 }),
  early: fc.integer({ min: 0, max: 8 }),
  coming: fc.array(fc.constantFrom<Who>('family', 'other', 'public', 'public'), { minLength: 2, maxLength: 30 }),
  leaving: fc.integer({ min: 0, max: 4 }),
});

describe(`rushes whose order nobody knows (SEED=${SEED})`, () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open();
    await stopClock(room);
  });
  afterAll(() => room.close());

  /** The session as the reference model sees it. */
  const modelOf = async ({ id }: Session): Promise<ModelSession> => {
    const s = await room.session(id);
    const model = new ModelSession('A', 480, 720, s.capacity, s.reserve, -13 * 1440 + 540);
    Object.assign(model.taken, { family: s.familyTaken, other: s.otherTaken, public: s.publicTaken });
    return Object.assign(model, { extra: s.extra, released: s.released, stage: s.stage });
  };

  it(
    'some order explains every outcome: who is refused could have nothing that is left, and the books are in order',
    async () => {
      const property = fc.asyncProperty(rush, async ({ capacity, early, coming, leaving }) => {
        await emptyBooks(room);
        await setClock(room, at(13, '09:00'));
        const [published] = await room.publish([draftOf(capacity)]);
        const session = published!.session;
        const first = Array.from({ length: early }, () => referral());
        await room.submit(...first);
        await setClock(room, at(6, '09:00'));
        const replica = room.replica();
        const doors = [room.door, replica.door];
        const asked = coming.map((who, n) => {
          const door = doors[n % 2] as Room['door'];
          if (who === 'public') return room.book(session, {}, v7(), door);
          const entitlement = who === 'family' ? 'family-doctor' : 'open';
          return door.ask({ kind: 'referral', arrived: referral({}, { entitlement }) });
        });
        const left = first.slice(0, leaving).map((event) => room.moves.apply(later(event), release, true));
        const clocks = JOBS.flatMap((job) => [room.clock.runOnce(job), replica.clock.runOnce(job)]);
        const outcomes = await Promise.all(asked);
        await Promise.all([...left, ...clocks]);
        // Whom a clock passed over while another worked on it is found by the next round.
        for (let round = 0; round < 2; round += 1) await room.clock.runOnce('passed-over');

        const model = await modelOf(session);
        const waiting = await room.rows<{ entitlement: string }>(
          `SELECT entitlement FROM wait_entry WHERE state = 'waiting'`,
        );
        for (const { entitlement } of waiting)
          expect(model.mayTake(entitlement === 'family-doctor' ? 'family' : 'other', NOW)).toBe(false);
        const refused = outcomes.some((outcome) => outcome && 'status' in outcome && outcome.status === 409);
        // Where somebody left, a unit may have come back after the refusal.
        if (refused && left.length === 0) expect(model.mayTake('public', NOW)).toBe(false);
        expect(await room.breaches()).toEqual([]);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUSHES, interruptAfterTimeLimit: PATIENCE_MS });
    },
    PATIENCE_MS + 60_000,
  );
});
