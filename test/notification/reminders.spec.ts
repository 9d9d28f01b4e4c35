import { randomUUID } from 'node:crypto';
import type { MessageName } from '#contracts/catalogue.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import { instantOf } from '#service/calendar/local-time.js';
import { referralMessage } from './messages.js';
import { SlotRoom } from './slot-room.js';

const DAY = '2027-03-12';
const at = (days: number, time: string) => instantOf(DAY, { days, at: time });

describe('reminders', () => {
  let room: SlotRoom;
  let referralId: string;

  beforeAll(async () => {
    room = await SlotRoom.open();
  });

  afterAll(() => room.close());

  beforeEach(async () => {
    referralId = randomUUID();
    await room.empty();
    await room.moveTo(at(5, '09:00'));
  });

  type Change = Partial<ReferralChanged> & { holdUntil?: string; unit?: object };
  const says = async (version: number, name: MessageName, change: Change) => {
    const message = referralMessage(name, { referralId, ...change });
    const now = await room.rows<{ now: Date }>('SELECT notification.business_now() AS now');
    const event = { ...message, aggregateVersion: version, occurredAt: now[0]!.now.toISOString() };
    await room.notices.record(event);
    return event;
  };
  const unit = (startsAt: Date) => ({
    unit: { startsAt: startsAt.toISOString(), place: 'Room 12', group: '03.04', pool: 'expert-slot' },
  });
  const booked = (version: number, start: Date, transition = 'T10') =>
    says(version, 'referral.confirmed.v1', { toState: 'confirmed', transition, ...unit(start) });
  /** What was told since the last look. */
  const told = async () => {
    const before = new Set((await reminded()).map(({ id }) => id));
    await Promise.all([room.reminding.runOnce(), room.reminding.runOnce()]);
    const fresh = (await reminded()).filter(({ id }) => !before.has(id));
    return fresh.map(({ event, audience }) => `${event} → ${audience.split(':')[0]}`).sort();
  };
  const reminded = () =>
    room.rows<{ id: string; event: string; audience: string }>(
      `SELECT id, event, audience FROM notification.notice WHERE event ~ '^(reminder|hold|follow-up|down)\\.' ORDER BY id`,
    );

  it('the patient is reminded the day before and two hours before, once by two processes', async () => {
    await booked(3, at(0, '14:00'));
    await room.moveTo(at(1, '09:59'));
    expect(await told()).toEqual([]);
    await room.moveTo(at(1, '10:01'));
    expect(await told()).toEqual(['reminder.day-before → patient']);
    await room.moveTo(at(0, '12:01'));
    expect(await told()).toEqual(['reminder.hours-before → patient']);
    expect(await told()).toEqual([]);
  });

  it('a visit that moves takes its reminders along', async () => {
    await booked(3, at(0, '14:00'));
    await booked(4, at(-2, '14:00'), 'T14');
    await room.moveTo(at(1, '10:01'));
    expect(await told()).toEqual([]);
    await room.moveTo(at(-1, '10:01'));
    expect(await told()).toEqual(['reminder.day-before → patient']);
  });

  it.each([
    ['is cancelled', 'referral.cancelled.v1', 'cancelled'],
    ['has died', 'referral.patient-died.v1', 'confirmed'],
    ['has lost the unit', 'referral.reoffered.v1', 'accepted'],
  ] as const)('nobody is reminded once the patient %s', async (_, name, toState) => {
    await booked(3, at(0, '14:00'));
    await says(4, name, { toState });
    await room.moveTo(at(1, '10:01'));
    expect(await told()).toEqual([]);
  });

  it('messages in any order, and twice, leave the same reminders', async () => {
    const cancelled = await says(5, 'referral.cancelled.v1', { toState: 'cancelled' });
    const late = await booked(3, at(0, '14:00'));
    await room.notices.record(cancelled);
    await room.notices.record(late);
    await room.moveTo(at(1, '10:01'));
    expect(await told()).toEqual([]);
    expect(await room.rows('SELECT FROM notification.reminder')).toEqual([]);
  });

  it('are told in every county while they cannot be told in another one', async () => {
    await booked(3, at(0, '14:00'));
    await room.fresh.pool.query(`
      CREATE FUNCTION notification.refuse_county() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.county = '990102' THEN RAISE EXCEPTION 'on purpose'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_county BEFORE INSERT ON notification.notice FOR EACH ROW EXECUTE FUNCTION notification.refuse_county();
      INSERT INTO notification.reminder (county, id, referral_id, about, event, from_institution, to_institution, due_at, useless_at, data)
        SELECT '990102', gen_random_uuid(), gen_random_uuid(), about, event, '990102T01', to_institution, due_at, useless_at,
          data || '{"referralCounty": "990102", "toCounty": "990102"}' FROM notification.reminder`);
    await room.moveTo(at(1, '10:01'));
    expect(await told()).toEqual(['reminder.day-before → patient']);
    await room.fresh.pool.query('DROP FUNCTION notification.refuse_county CASCADE');
    expect(await told()).toEqual(['reminder.day-before → patient']);
  });

  it('a process that stood still leaves out what is of no use any more', async () => {
    await booked(3, at(0, '14:00'));
    await room.moveTo(at(0, '12:30'));
    expect(await told()).toEqual(['reminder.hours-before → patient']);
  });

  it('a visit booked in the afternoon for the next morning is not told again at once', async () => {
    await room.moveTo(at(1, '15:00'));
    await booked(3, at(0, '10:00'));
    expect(await told()).toEqual([]);
    await room.moveTo(at(0, '08:01'));
    expect(await told()).toEqual(['reminder.hours-before → patient']);
  });

  it('the end of a hold is told to the doctor, and to the patient only once he was told of the unit', async () => {
    const holdUntil = at(5, '13:00').toISOString();
    await says(2, 'referral.offered.v1', { toState: 'submitted', holdUntil, ...unit(at(0, '14:00')) });
    await room.moveTo(at(5, '12:01'));
    expect(await told()).toEqual(['hold.ending → practitioner']);
    await says(5, 'referral.reserved.v1', { toState: 'reserved', holdUntil: at(5, '16:00').toISOString() });
    await room.moveTo(at(5, '15:10'));
    expect(await told()).toEqual(['hold.ending → patient', 'hold.ending → practitioner']);
  });

  it('a hold that was confirmed in time is not spoken of', async () => {
    await says(2, 'referral.reserved.v1', { toState: 'reserved', holdUntil: at(5, '13:00').toISOString() });
    await booked(3, at(0, '14:00'));
    await room.moveTo(at(5, '12:30'));
    expect(await told()).toEqual([]);
  });

  it('a follow-up is told to the team two days before, on its day and three days after, until it is done', async () => {
    const follow = { fromState: 'outcome-returned', toState: 'follow-up', dueAt: at(0, '17:00').toISOString() };
    await says(8, 'referral.outcome-acknowledged.v1', follow);
    for (const days of [2, 0]) {
      await room.moveTo(at(days, '08:01'));
      expect(await told()).toEqual(['follow-up.due → family-doctors']);
    }
    await room.moveTo(at(-3, '08:01'));
    expect(await told()).toEqual(['follow-up.overdue → family-doctors']);
    referralId = randomUUID();
    await says(8, 'referral.outcome-acknowledged.v1', { ...follow, dueAt: at(-9, '17:00').toISOString() });
    await says(9, 'referral.closed.v1', { fromState: 'follow-up', toState: 'closed' });
    await room.moveTo(at(-9, '08:01'));
    expect(await told()).toEqual([]);
  });

  it('a hand-back that nobody has accepted is told again after twelve hours', async () => {
    const change = { direction: 'down' as const, toInstitution: '990101T01', fromInstitution: '990101H01' };
    await says(1, 'referral.submitted.v1', { ...change, toState: 'submitted' });
    await room.moveTo(at(5, '21:01'));
    expect(await told()).toEqual(['down.waiting → patient']);
    referralId = randomUUID();
    await says(1, 'referral.submitted.v1', { ...change, toState: 'submitted' });
    await says(2, 'referral.accepted.v1', { ...change, toState: 'accepted' });
    await room.moveTo(at(4, '09:10'));
    expect(await told()).toEqual([]);
  });
});
