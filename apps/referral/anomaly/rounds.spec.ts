import { v7 } from 'uuid';
import { Cipher } from '#service/crypto/cipher.js';
import type { Database } from '#service/database/database.js';
import { SYSTEM } from '#service/database/database.js';
import type { Env } from '#service/env.js';
import type { Timer } from '#service/timer/timer.js';
import { openStoreRoom, type StoreRoom } from '../../../test/referral/store-room.js';
import { TEST_ENCRYPTION_KEYS } from '../../../test/system/database.js';
import { Institution } from '../network/institution.entity.js';
import { Networks } from '../network/networks.js';
import { formContext, outcomeContext } from '../referral/road/commands.js';
import type { ReferralRow } from '../referral/store/referral.row.js';
import { listAnomalies } from './anomaly.store.js';
import { Rounds } from './rounds.js';
import { Stays } from './stays.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const COUNTY = '990101';
const HOSPITAL = '990101H01';
const at = (days: number) => new Date(NOW.getTime() + days * DAY);
const coded = (code: string) => [{ system: 'icd-10', version: 'sample', code, name: code, rank: 1 }];

describe('a round of the anomaly signals', () => {
  let room: StoreRoom;
  let rounds: Rounds;
  const cipher = new Cipher({ ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS, CRYPTO_PROFILE: 'intl' } as Env);

  beforeAll(async () => {
    room = await openStoreRoom();
    await seed(room.database);
    rounds = new Rounds({} as Timer, room.database, new Networks(room.database), new Stays(cipher));
  });

  afterAll(() => room.close());

  async function seed(database: Database, county = COUNTY, code = HOSPITAL): Promise<void> {
    const named = {
      county,
      name: 'A',
      nameEn: 'A',
      level: 2 as const,
      grade: null,
      ownership: 'public' as const,
    };
    const more = {
      parent: null,
      divisionCode: COUNTY,
      phone: null,
      online: true,
      validFrom: '2025-01-01',
      validTo: null,
    };
    const institution = { ...named, ...more, code, type: 'county-hospital', tier: 3 };
    await database.transaction(SYSTEM, (tx) => tx.insert(Institution, institution as Institution));
  }

  /** A stay in hospital that came by a referral; its diagnosis is sealed with the outcome, or with the form. */
  async function stay(patientId: string, from: number, to: number | null, code: string): Promise<ReferralRow> {
    const id = v7();
    const outcome = JSON.stringify({ finalDiagnosis: coded(code) });
    const form = JSON.stringify({ up: { provisionalDiagnosis: coded(code) } });
    return room.stored(NOW, {
      id,
      patientId,
      purpose: 'admission',
      toDepartment: v7(),
      state: to === null ? 'in-care' : 'outcome-returned',
      submittedAt: at(from - 1),
      arrivedAt: at(from),
      returnedAt: to === null ? null : at(to),
      formSealed: cipher.encrypt('990101T01', formContext(id), form),
      outcomeSealed: to === null ? null : cipher.encrypt(HOSPITAL, outcomeContext(id), outcome),
    });
  }

  const found = (code: 'AN1' | 'AN3' | 'AN4' | 'AN8') =>
    room.database.transaction({ county: COUNTY, institution: '*' }, (tx) =>
      listAnomalies(tx, COUNTY, { code, before: [], limit: 100 }),
    );

  it('finds nothing where there is nothing', async () => {
    expect(await rounds.runOnce(at(-200))).toBe(0);
  });

  it('AN4: who is back within ten days with the same disease, in the same hospital', async () => {
    const [back, other, late] = [v7(), v7(), v7()];
    const first = await stay(back, -20, -12, 'I63.9');
    const second = await stay(back, -3, null, 'I63.9');
    await stay(other, -20, -12, 'I63.9');
    await stay(other, -3, null, 'K35.8');
    await stay(late, -30, -14, 'I63.9');
    await stay(late, -3, null, 'I63.9');
    await rounds.runOnce(NOW);
    const entries = await found('AN4');
    expect(entries.map(({ evidence }) => evidence)).toEqual([
      {
        referrals: [first.id, second.id],
        leftAt: expect.any(String),
        admittedAt: expect.any(String),
        icd3: 'I63',
      },
    ]);
    expect(await rounds.runOnce(NOW)).toBe(0);
  });

  it('is told to the authority once for each signal and hospital, and names no patient', async () => {
    const { rows } = await room.fresh.pool.query<{ message: string }>(
      `SELECT row_to_json(o)::text AS message FROM referral.outbox o WHERE name = 'anomaly.signalled.v1'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.message).toContain('AN4');
  });

  it('goes on in every county while the rules of another one cannot be read', async () => {
    await seed(room.database, '990100', '990100C01');
    class OneBroken extends Networks {
      override of(county: string) {
        return county === '990100' ? Promise.reject(new Error('no rules')) : super.of(county);
      }
    }
    const patientId = v7();
    await stay(patientId, -40, -32, 'J44.1');
    await stay(patientId, -23, null, 'J44.1');
    const half = new Rounds({} as Timer, room.database, new OneBroken(room.database), new Stays(cipher));
    expect(await half.runOnce(NOW)).toBe(1);
  });

  it('AN3: who is seen elsewhere while he lies in a hospital, once for each visit', async () => {
    const patientId = v7();
    const admitted = await stay(patientId, -6, -2, 'I63.9');
    // The signal looks at visits alone: neither patient nor episode need be there.
    const visit = (institution: string, day: number, id = v7()) =>
      room.fresh.pool
        .query(
          `BEGIN; SET LOCAL session_replication_role = replica;
           INSERT INTO referral.encounter (county, id, patient_id, episode_id, institution, tier, practitioner_id, visited_at, diagnoses)
           VALUES ('${COUNTY}', '${id}', '${patientId}', '${v7()}', '${institution}', 2, '${v7()}', '${at(day).toISOString()}', '[]'); COMMIT`,
        )
        .then(() => id);
    const elsewhere = await visit('990101T01', -4);
    await visit('990101T01', -7);
    await visit('990101T01', -1);
    await visit(HOSPITAL, -3);
    await rounds.runOnce(NOW);
    await rounds.runOnce(NOW);
    expect((await found('AN3')).map(({ institution, evidence }) => ({ institution, ...evidence }))).toMatchObject([
      { institution: HOSPITAL, referralId: admitted.id, visitId: elsewhere, elsewhere: '990101T01' },
    ]);
  });

  it('AN8: who does not decide until the referral goes on to the next one, or rejects it when it is late', async () => {
    const decideBy = at(-1.5);
    for (let one = 0; one < 10; one += 1) {
      // The next one has decided in its own time, which is what the row says now.
      const row = await room.stored(at(-2), { toDepartment: '05', toInstitution: '990101H02', decideBy: at(1) });
      const cause = one < 6 ? 'no-decision' : 'rejected';
      const by = cause === 'rejected' ? { by: { institution: HOSPITAL } } : {};
      const detail = JSON.stringify({ cause, from: HOSPITAL, to: '990101H02', ...by });
      await room.fresh.pool.query(
        `INSERT INTO referral.referral_event (county, referral_id, version, event, transition, from_state, to_state, actor_code,
           actor_id, actor_role, actor_institution, rule_set_version, detail, at, prev_hash, hash)
         VALUES ($1, $2, 90, 'redirected', 'T15', 'submitted', 'submitted', 'S', 'system', 'system', '*', 'test', $3, $4, repeat('0', 64), repeat('1', 64))`,
        [COUNTY, row.id, detail, at(-1)],
      );
      if (one < 8)
        await room.fresh.pool.query(
          `INSERT INTO referral.overdue_alert (county, referral_id, due_kind, due_at, rung, repeat, owner_role, owner_county, owner_institution, at)
           VALUES ($1, $2, 'decide', $3, 'L0', 0, 'hospital-doctor', $1, $4, $3)`,
          [COUNTY, row.id, decideBy, HOSPITAL],
        );
    }
    // In another department nobody has decided yet, and nobody else is to be tried.
    const open = { toDepartment: '07', dueKind: 'decide', autoNext: false } as const;
    for (let one = 0; one < 12; one += 1) await room.stored(at(-2), { ...open, dueAt: one < 10 ? at(-1) : at(1) });
    await rounds.runOnce(NOW);
    expect((await found('AN8')).map(({ institution, evidence }) => ({ institution, ...evidence }))).toMatchObject([
      { institution: HOSPITAL, department: '07', decided: 10, late: 10, rejected: 0 },
      { institution: HOSPITAL, department: '05', decided: 10, late: 8, rejected: 4 },
    ]);
  });

  it('AN1: asks nothing of hospitals whose orders nobody feeds', async () => {
    expect(await found('AN1')).toEqual([]);
    await room.database.transaction(SYSTEM, (tx) =>
      tx.query(
        `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
         VALUES ('${COUNTY}', 'county', '${COUNTY}', 'anomaly.AN1.ordersFed', 1, 'true', '2026-01-01', 'test', 'test')`,
      ),
    );
    rounds = new Rounds({} as Timer, room.database, new Networks(room.database), new Stays(cipher));
    const quiet = await stay(v7(), -5, null, 'I63.9');
    await rounds.runOnce(NOW);
    expect((await found('AN1')).map(({ key }) => key)).toContain(quiet.id);
  });
});
