import { v7 } from 'uuid';
import type { Database } from '#service/database/database.js';
import { type CareRoom, COUNTY, openCareRoom, type SmallCounty, settle } from '../../../test/referral/room.js';
import { Encounter } from '../visit/encounter.entity.js';
import { Episode } from '../visit/episode.entity.js';
import { type EligibilityFacts, type EligibilityKey, eligibilityFacts } from './eligibility.store.js';

const DAY = '2026-03-06';
const VISITED_AT = new Date('2026-03-05T02:00:00Z');
const ANGINA = { system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };

describe('what a submit must know', () => {
  let room: CareRoom;
  let county: SmallCounty;
  const [episodeId, encounterId] = [v7(), v7()];

  beforeAll(async () => {
    room = await openCareRoom();
    county = await settle(room.database);
    await recordVisit(room.database);
  });

  afterAll(() => room.close());

  function recordVisit(database: Database): Promise<void> {
    const { patientId, familyDoctor: practitionerId } = county;
    const visit = { county: COUNTY, id: encounterId, patientId, episodeId, institution: 'T01', practitionerId };
    const facts = { tier: 2 as const, visitedAt: VISITED_AT, diagnoses: [ANGINA], complaintSealed: null, vitals: null };
    return database.transaction({ county: COUNTY, institution: 'T01' }, async (tx) => {
      await tx.insert(Episode, { county: COUNTY, id: episodeId, patientId, institution: 'T01', openedAt: VISITED_AT });
      await tx.insert(Encounter, { ...visit, ...facts });
    });
  }

  function ask(change: Partial<EligibilityKey> = {}, institution = 'T01'): Promise<EligibilityFacts | undefined> {
    const { patientId, familyDoctor: practitionerId } = county;
    const key = { county: COUNTY, patientId, practitionerId, encounterId, day: DAY, ...change };
    return room.database.transaction({ county: COUNTY, institution }, (tx) => eligibilityFacts(tx, key));
  }

  it('comes in one row: patient, contract with the doctor’s place in the team, and the visit', async () => {
    expect(await ask()).toEqual({
      patientId: county.patientId,
      birthDate: '1958-06-15',
      sexCode: 1,
      divisionCode: '990101001',
      homeInstitution: 'T01',
      contract: { id: county.contractId, teamId: county.teamId, institution: 'T01', doctorInTeam: true },
      visit: {
        id: encounterId,
        patientId: county.patientId,
        episodeId,
        tier: 2,
        institution: 'T01',
        visitedAt: VISITED_AT,
        diagnoses: [ANGINA],
      },
      coverage: null,
      history: { stays: [], discharges: [] },
    });
  });

  it('a doctor of no team is not in the team', async () => {
    expect((await ask({ practitionerId: v7() }))?.contract?.doctorInTeam).toBe(false);
  });

  it('a contract that has not begun does not count', async () => {
    expect(await ask({ day: '2024-12-31' })).toMatchObject({ contract: null });
  });

  it('no visit named, no visit found', async () => {
    expect(await ask({ encounterId: undefined })).toMatchObject({ visit: null });
    expect(await ask({ encounterId: v7() })).toMatchObject({ visit: null });
  });

  it('is nothing where the institution may not see the patient', async () => {
    expect(await ask({}, 'T02')).toBeUndefined();
  });
});
