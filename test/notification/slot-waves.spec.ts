import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import { at, doctorOf, envelope, full, HOSPITAL, level, lowReserve, SlotRoom, waitingReferral } from './slot-room.js';

const CARDIOLOGY = { institution: HOSPITAL, department: '03.04' };

describe('of free units doctors are told', () => {
  let room: SlotRoom;
  let anna: Principal;

  beforeAll(async () => {
    room = await SlotRoom.open();
  });

  afterAll(() => room.close());

  beforeEach(async () => {
    await room.empty();
    await room.moveTo(at(13, '09:00'));
    anna = doctorOf();
    await room.entitle([anna]);
  });

  describe('in turn', () => {
    const crowd = (count: number) => Array.from({ length: count }, () => doctorOf());
    const readers = (heard: { reader: string }[]) => heard.map(({ reader }) => reader).sort();

    it('three doctors are told of one freed unit, the next three after ten minutes, as long as it is free', async () => {
      const doctors = crowd(8);
      await room.entitle(doctors);
      for (const doctor of doctors) await room.subscribe(doctor, CARDIOLOGY);
      const session = await room.free();
      const first = readers(await room.tell());
      expect(first).toHaveLength(3);
      expect(await room.tell()).toEqual([]);
      await room.moveTo(at(13, '09:11'));
      const second = readers(await room.tell());
      expect(second).toHaveLength(3);
      expect(first.filter((one) => second.includes(one))).toEqual([]);
      await room.count(full(session.sessionId));
      await room.moveTo(at(13, '09:22'));
      expect(await room.tell()).toEqual([]);
    });

    it('every county goes on while the waves of another one cannot be reckoned, however much is due there', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      await room.fresh.pool.query(
        `BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL search_path = notification;
         INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
         VALUES ('990102', 'county', '990102', 'slot.wave.perUnit', 1, '"three"', '2026-01-01', 'x', 'x');
         INSERT INTO slot_alert (county, id, news, institution, pool, group_code, gather_until, occurred_at)
         SELECT '990102', gen_random_uuid(), 'freed', '990102H' || n, 'expert-slot', '03.04', now(), '2026-01-01' FROM generate_series(100, 220) AS n;
         COMMIT`,
      );
      await room.free();
      expect(readers(await room.tell())).toEqual([anna.practitioner]);
    });

    it('the next unit goes to those who were told of none', async () => {
      const doctors = crowd(6);
      await room.entitle(doctors);
      for (const doctor of doctors) await room.subscribe(doctor, CARDIOLOGY);
      const session = await room.free();
      const first = readers(await room.tell());
      await room.count(full(session.sessionId));
      await room.moveTo(at(13, '09:10'));
      await room.tell();
      await room.free();
      const next = readers(await room.tell());
      expect([...first, ...next].sort()).toEqual(readers(doctors.map((one) => ({ reader: one.practitioner }))));
    });

    it('who has an urgent patient waiting comes first', async () => {
      const doctors = crowd(20);
      await room.entitle([...doctors, anna]);
      for (const doctor of doctors) await room.subscribe(doctor, CARDIOLOGY);
      const referralId = randomUUID();
      await room.notices.record(waitingReferral(anna, referralId, 1, { urgencyClass: 'U2' }));
      await room.subscribe(anna, { referralId });
      await room.free();
      expect(readers(await room.tell())).toContain(anna.practitioner);
    });

    it('two processes tell each doctor once', async () => {
      const doctors = crowd(12);
      await room.entitle(doctors);
      for (const doctor of doctors) await room.subscribe(doctor, { institution: HOSPITAL });
      await room.count(...Array.from({ length: 40 }, (_, i) => level({ group: `0${i % 8}` })));
      await Promise.all([room.alerts.open(), room.alerts.open()]);
      await room.gathered();
      await Promise.all([room.alerts.runOnce(), room.alerts.runOnce(), room.alerts.runOnce()]);
      const heard = await room.heard();
      const units = new Map<string, number>();
      for (const { reader, facts } of heard) units.set(reader, (units.get(reader) ?? 0) + Number(facts['units']));
      expect([...units.values()]).toEqual(doctors.map(() => 160));
    });
  });

  describe('whatever the messages do', () => {
    it('the same twice is told once', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      const session = full();
      await room.count(session);
      await room.alerts.open();
      const again = await room.count({ ...session, protected: 1 });
      await room.supply.count(again);
      const soon = lowReserve(session);
      await Promise.all([room.notices.record(soon), room.notices.record(soon)]);
      const heard = await room.tell();
      expect(heard.map(({ event }) => event).sort()).toEqual(['slot.freed', 'slot.low']);
    });

    it('what was counted before, and comes later, changes nothing', async () => {
      await room.subscribe(anna, CARDIOLOGY);
      const session = full();
      await room.count(session);
      await room.count({ ...session, protected: 0 });
      await room.supply.count(envelope('supply.counted.v1', 1, { levels: [{ ...session, protected: 3 }] }));
      expect(await room.tell()).toEqual([]);
    });
  });
});
