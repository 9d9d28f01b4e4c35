import { SYSTEM } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import { at, COUNTY, HOSPITAL, Room, referral } from '../../../test/reservation/room.js';
import { changeCapacity } from '../change/change-capacity.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { Turn } from '../unit/turn.js';
import { takeGaming } from './gaming.store.js';
import { GamingWatch } from './gaming-watch.js';

describe('protected units that go another way (AN7)', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(() => room.close());

  const stop = (session: Session) =>
    room.database.transaction(SYSTEM, async (tx, now) => {
      const { county } = session;
      const turn = new Turn(tx, now, await new SupplyPolicies().at(tx, now, [county]), county);
      const why = { cause: 'stop', reason: 'doctor-ill', actor: 'his-adapter' } as const;
      await changeCapacity(turn, [{ session, capacity: 0, stop: true }], why);
      await turn.tell();
    });
  const found = () =>
    room.database.transaction(SYSTEM, (tx, now) => takeGaming(tx, now, COUNTY, { days: 14, minutes: 5 }));

  it('are the reserve that stood on a session before its hospital stopped it, told once', async () => {
    const session = await room.morning(10);
    const other = await room.morning(10, { group: '03.03' });
    await room.submit(referral());
    expect(await found()).toEqual([]);
    await room.moveTo(at(5, '09:00'));
    await stop(session);
    expect(await found()).toMatchObject([
      { kind: 'reserve-on-stopped-session', sessionId: session.id, institution: HOSPITAL, units: 2, reservations: [] },
    ]);
    expect(await found()).toEqual([]);
    expect(other.stoppedAt).toBeNull();
  });

  it('are told of every county while those of another one cannot be', async () => {
    const [whole, broken] = [await room.morning(10), await room.morningElsewhere(10)];
    const mend = await room.breakCounty('gaming_case');
    await room.moveTo(at(5, '09:00'));
    await stop(broken);
    await stop(whole);
    const watch = new GamingWatch(new Timer(), room.database, new Policies(room.database));
    expect(await watch.runOnce()).toBe(1);
    await mend();
    expect(await watch.runOnce()).toBe(1);
    const told = (await room.sent()).filter(({ name }) => name === 'reserve.gaming-suspected.v1');
    expect(told.flatMap(({ payload }) => payload['cases'])).toMatchObject([
      { sessionId: whole.id },
      { sessionId: broken.id },
    ]);
  });
});
