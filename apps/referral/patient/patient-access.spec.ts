import { v7 } from 'uuid';
import { HOUR_MS } from '#service/calendar/local-time.js';
import { SYSTEM } from '#service/database/database.js';
import { type CareRoom, COUNTY, openCareRoom, type SmallCounty, settle } from '../../../test/referral/room.js';
import { Encounter } from '../visit/encounter.entity.js';
import { Episode } from '../visit/episode.entity.js';
import { Contract } from './contract.entity.js';
import { Patient } from './patient.entity.js';
import { linkPatient } from './registration.store.js';

describe('who sees a patient (domain §14)', () => {
  let room: CareRoom;
  let county: SmallCounty;
  const episodeId = v7();

  beforeAll(async () => {
    room = await openCareRoom();
    county = await settle(room.database);
    await room.database.transaction({ county: COUNTY, institution: 'T01' }, async (tx, now) => {
      await tx.insert(Episode, {
        county: COUNTY,
        id: episodeId,
        patientId: county.patientId,
        institution: 'T01',
        openedAt: now,
      });
      await tx.insert(Encounter, visitAt('T01', now));
    });
  });

  afterAll(() => room.close());

  function visitAt(institution: string, visitedAt: Date): Partial<Encounter> {
    const ids = { county: COUNTY, id: v7(), patientId: county.patientId, episodeId, practitionerId: v7() };
    return { ...ids, institution, tier: 2, visitedAt, diagnoses: [], complaintSealed: null, vitals: null };
  }

  function seenBy(institution: string, of = COUNTY): Promise<number[]> {
    return room.database.transaction({ county: of, institution }, async (tx) => [
      await tx.count(Patient),
      await tx.count(Contract),
      await tx.count(Episode),
      await tx.count(Encounter),
    ]);
  }

  it.each([
    ['the home township', 'T01'],
    ['the home clinic', 'V01'],
  ])('%s sees patient, contract, episode and visit', async (_, institution) => {
    expect(await seenBy(institution)).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ['another township', 'T02', COUNTY],
    ['a hospital without a referral', 'H01', COUNTY],
    ['the health authority', '*', COUNTY],
    ['an institution of the same code in another county', 'T01', '990102'],
    ['the health authority of another county', '*', '990102'],
  ])('%s sees nothing', async (_, institution, of) => {
    expect(await seenBy(institution, of)).toEqual([0, 0, 0, 0]);
  });

  it('a timer sees all', async () => {
    expect(await seenBy('*', '*')).toEqual([1, 1, 1, 1]);
  });

  it('nobody writes a visit in the name of another institution', async () => {
    const forged = room.database.transaction({ county: COUNTY, institution: 'T01' }, (tx, now) =>
      tx.insert(Encounter, visitAt('H01', now)),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  it('nobody moves a patient to another home by an update', async () => {
    const stolen = room.database.transaction({ county: COUNTY, institution: 'V01' }, (tx) =>
      tx.update(Patient, { county: COUNTY, id: county.patientId }, { homeInstitution: 'T02' }),
    );
    await expect(stolen).rejects.toThrow('row-level security');
  });

  it('a hospital that has treated the patient sees that episode from then on, and no other', async () => {
    await room.database.transaction(SYSTEM, (tx, now) => tx.insert(Encounter, visitAt('H01', now)));
    expect(await seenBy('H01')).toEqual([1, 1, 1, 2]);
    const other = { county: COUNTY, id: v7(), patientId: county.patientId, institution: 'T01' };
    await room.database.transaction(SYSTEM, async (tx, now) => {
      await tx.insert(Episode, { ...other, openedAt: now });
      await tx.insert(Encounter, { ...visitAt('T01', now), episodeId: other.id });
    });
    expect(await seenBy('H01')).toEqual([1, 1, 1, 2]);
    expect(await seenBy('V01')).toEqual([1, 1, 2, 3]);
  });

  it('a house that he only came to sees him until the link ends, and again when he comes again', async () => {
    const scope = { county: COUNTY, institution: 'T02' };
    const come = (hours: number) =>
      room.database.transaction(scope, (tx, now) => {
        const until = new Date(now.getTime() + hours * HOUR_MS);
        return linkPatient(tx, county.patientId, 'registration', v7(), { at: now, until });
      });
    const seen = async () => (await seenBy('T02')).slice(0, 2);
    await come(1);
    expect(await seen()).toEqual([1, 1]);
    await room.database.transaction(SYSTEM, (tx) => tx.query(`UPDATE patient_link SET valid_until = business_now()`));
    expect(await seen()).toEqual([0, 0]);
    await come(1);
    expect(await seen()).toEqual([1, 1]);
  });
});
