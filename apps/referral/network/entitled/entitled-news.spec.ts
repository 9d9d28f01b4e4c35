import { SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { EntitledNews } from './entitled-news.js';

const id = (last: number) => `0198f0c0-0000-7000-8000-0000000000${String(last).padStart(2, '0')}`;
const CONSORTIUM = id(1);
const [DOCTOR, NURSE, UNBOUND, LATER] = [id(11), id(12), id(13), id(14)] as const;

const NETWORK = `
  INSERT INTO institution (county, code, name, name_en, type, tier, level, ownership, division_code, valid_from)
  SELECT '990101', code, code, code, type, tier, 1, 'public', '990101', '2025-01-01' FROM (VALUES
    ('990101H01', 'county-hospital', 3), ('990101H02', 'county-tcm', 3), ('990101T01', 'township-health-centre', 2)) AS h (code, type, tier);
  INSERT INTO consortium (county, id, kind, name, name_en, valid_from) VALUES ('990101', '${CONSORTIUM}', 'county', 'C', 'C', '2025-01-01');
  INSERT INTO consortium_member (county, consortium_id, institution, valid_from, lead)
  VALUES ('990101', '${CONSORTIUM}', '990101H01', '2025-01-01', true), ('990101', '${CONSORTIUM}', '990101T01', '2025-01-01', false);
  INSERT INTO practitioner (county, id, institution, name, title, valid_from)
  SELECT '990101', id::uuid, '990101T01', 'N', 'attending', '2025-01-01'
    FROM unnest(ARRAY['${DOCTOR}', '${NURSE}', '${UNBOUND}', '${LATER}']) AS id;
  INSERT INTO team (county, id, institution, name, valid_from) VALUES ('990101', '${id(2)}', '990101T01', 'T', '2025-01-01');
  INSERT INTO team_member (county, team_id, practitioner_id, valid_from, role) VALUES
    ('990101', '${id(2)}', '${DOCTOR}', '2025-01-01', 'family-doctor'), ('990101', '${id(2)}', '${NURSE}', '2025-01-01', 'nurse'),
    ('990101', '${id(2)}', '${LATER}', current_date + 1000, 'family-doctor')`;

describe('who may use whose reserve, as others are told', () => {
  let room: StoreRoom;
  const timer = new Timer();
  const news = () => new EntitledNews(room.database, timer);
  const change = (text: string) => room.fresh.pool.query(`SET search_path = referral, public; ${text}`);
  const told = () =>
    room.database.transaction(SYSTEM, (tx) =>
      tx.query<{ version: number; payload: object }[]>(
        `SELECT aggregate_version AS version, payload FROM outbox WHERE name = 'consortium.entitled.v1' ORDER BY id`,
      ),
    );

  beforeAll(async () => {
    room = await openStoreRoom();
    await change(NETWORK);
  });

  afterAll(async () => {
    await timer.onModuleDestroy();
    await room.close();
  });

  it('are the family doctors of the contract teams and the upper hospitals of their consortium, told once', async () => {
    const looks = await Promise.all([news().runOnce(), news().runOnce()]);
    expect(looks.reduce((a, b) => a + b)).toBe(1);
    const doctors = [{ practitioner: DOCTOR, institution: '990101T01' }];
    expect(await told()).toEqual([
      { version: 1, payload: { consortiumId: CONSORTIUM, hospitals: ['990101H01'], doctors } },
    ]);
    expect(await news().runOnce()).toBe(0);
  });

  it('a change of the network that is none for the reserve is not told', async () => {
    await change(`UPDATE institution SET phone = '12000000000' WHERE code = '990101H02'`);
    expect(await news().runOnce()).toBe(0);
  });

  it('a hospital that joins, and a consortium that ends, are told with what is then so', async () => {
    await change(`INSERT INTO consortium_member (county, consortium_id, institution, valid_from, lead)
      VALUES ('990101', '${CONSORTIUM}', '990101H02', '2025-01-01', false)`);
    expect(await news().runOnce()).toBe(1);
    await change(`UPDATE consortium SET valid_to = '2025-06-01'`);
    expect(await news().runOnce()).toBe(1);
    expect((await told()).slice(1)).toMatchObject([
      { version: 2, payload: { hospitals: ['990101H01', '990101H02'] } },
      { version: 3, payload: { hospitals: [], doctors: [] } },
    ]);
  });
});
