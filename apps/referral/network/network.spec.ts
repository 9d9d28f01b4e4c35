import { v7 } from 'uuid';
import { Database, SYSTEM } from '#service/database/database.js';
import { type CareRoom, COUNTY, openCareRoom, type SmallCounty, settle } from '../../../test/referral/room.js';
import { FirstVisitCatalogue } from '../gate/catalogue/catalogue.entity.js';
import { route } from '../routing/route.js';
import { Agreement } from './agreement.entity.js';
import { DepartmentCapability } from './capability.entity.js';
import { Consortium, ConsortiumMember } from './consortium.entity.js';
import { Institution } from './institution.entity.js';
import type { Network } from './network.js';
import { loadNetwork, readNetworkVersion } from './network.store.js';
import { Networks } from './networks.js';

const DAY = '2026-03-06';
const VALID = { validFrom: '2025-01-01', validTo: null };

describe('the care network', () => {
  let room: CareRoom;
  let county: SmallCounty;
  let network: Network;

  beforeAll(async () => {
    room = await openCareRoom();
    county = await settle(room.database);
    network = await room.database.transaction(SYSTEM, async (tx) => {
      const id = v7();
      await tx.insert(Consortium, {
        county: COUNTY,
        id,
        kind: 'county',
        name: '医共体',
        nameEn: 'Consortium',
        ...VALID,
      });
      await tx.insert(ConsortiumMember, [
        { county: COUNTY, consortiumId: id, institution: 'H01', lead: true, ...VALID },
        { county: COUNTY, consortiumId: id, institution: 'T01', lead: false, ...VALID },
        {
          county: COUNTY,
          consortiumId: id,
          institution: 'T02',
          lead: false,
          validFrom: '2025-01-01',
          validTo: '2026-03-01',
        },
      ]);
      await tx.insert(DepartmentCapability, cardiologyOf(COUNTY, 'H01'));
      await foreignHospital(tx);
      const tier = 2 as const;
      await tx.insert(FirstVisitCatalogue, {
        county: COUNTY,
        icd10From: 'I10',
        icd10To: 'I15',
        version: 1,
        tier,
        ...VALID,
      });
      return loadNetwork(tx, COUNTY, await readNetworkVersion(tx));
    });
  });

  afterAll(() => room.close());

  const cardiologyOf = (of: string, institution: string) => ({
    county: of,
    institution,
    deptCode: '03.04',
    name: '心血管内科',
    nameEn: 'Cardiology',
    pools: ['expert-slot' as const],
    examItems: ['echo'],
    bedClasses: ['general'],
    ...VALID,
  });

  /** City hospital X01 of another county, with an agreement from T01 for cardiology upwards. */
  async function foreignHospital(tx: Parameters<typeof loadNetwork>[0]): Promise<void> {
    const local = await tx.findOneByOrFail(Institution, { county: COUNTY, code: 'H01' });
    await tx.insert(Institution, { ...local, county: '990102', code: 'X01' });
    await tx.insert(Institution, { ...local, county: '990102', code: 'X02' });
    await tx.insert(DepartmentCapability, cardiologyOf('990102', 'X01'));
    const to = { toCounty: '990102', toInstitution: 'X01' };
    const scope = { directions: ['up' as const], deptCodes: ['03.04'] };
    await tx.insert(Agreement, { county: COUNTY, id: v7(), fromInstitution: 'T01', ...to, ...scope, ...VALID });
  }

  it('knows the consortium of a day', () => {
    expect(network.consortiumOf('T02', '2026-02-28')?.nameEn).toBe('Consortium');
    expect(network.consortiumOf('T02', DAY)).toBeUndefined();
    expect(network.membersOf(network.consortiumOf('T01', DAY)?.id ?? '', DAY)).toEqual(['H01', 'T01']);
  });

  it('pairs two institutions by consortium, else by agreement, else not', () => {
    expect(network.pair('T01', 'H01', 'up', '03.04', DAY)).toBe('consortium');
    expect(network.pair('T01', 'X01', 'up', '03.04', DAY)).toBe('agreement');
    expect(network.pair('T01', 'X01', 'up', '03.03', DAY)).toBe('none');
    expect(network.pair('T01', 'X01', 'down', '03.04', DAY)).toBe('none');
    expect(network.pair('T02', 'H01', 'up', '03.04', DAY)).toBe('none');
  });

  it('holds of other counties only what an agreement leads to', () => {
    expect(network.all().map(({ code }) => code)).toEqual(['H01', 'T01', 'T02', 'V01', 'X01']);
  });

  it('ranks what it holds and keeps version and inputs beside the order', () => {
    const from = { county: COUNTY, institution: 'T01', tier: 2 as const, rank: 20 };
    const request = { direction: 'up' as const, urgencyClass: 'U3' as const, deptCode: '03.04', from };
    const explanation = route(network, request, new Date('2026-03-06T00:30:00Z'));
    expect(explanation.ranked.map(({ county: of, institution }) => `${of} ${institution}`)).toEqual([
      '990101 H01',
      '990102 X01',
    ]);
    expect(explanation).toMatchObject({
      request,
      networkVersion: network.version,
      ruleSetVersion: network.ruleSetVersion,
    });
  });

  it('finds the tier of a first-visit disease by its category', () => {
    expect(network.firstVisitTier('I11.9', DAY)).toBe(2);
    expect(network.firstVisitTier('I20.9', DAY)).toBeUndefined();
  });

  it('knows the doctor’s right and teams', () => {
    expect(network.hasRight(county.familyDoctor, 'T01', 'refer-out', DAY)).toBe(true);
    expect(network.hasRight(county.familyDoctor, 'T02', 'refer-out', DAY)).toBe(false);
    expect(network.hasRight(county.familyDoctor, 'T01', 'receive', DAY)).toBe(false);
    expect(network.teamsOf(county.familyDoctor, DAY)).toEqual([county.teamId]);
  });

  it('any change of a row raises the version that tells processes to read again', async () => {
    const versionOf = () => room.database.transaction(SYSTEM, (tx) => readNetworkVersion(tx));
    const before = await versionOf();
    await room.database.transaction(SYSTEM, (tx) =>
      tx.update(Institution, { county: COUNTY, code: 'T02' }, { online: false }),
    );
    expect(await versionOf()).toBe(before + 1);
  });

  it('is read once for all who ask at the same time', async () => {
    const networks = new Networks(new Database(room.database.dataSource));
    const [first, second] = await Promise.all([networks.of(COUNTY), networks.of(COUNTY)]);
    expect(first).toBe(second);
    expect(first.institution('T02')?.online).toBe(false);
  });
});
