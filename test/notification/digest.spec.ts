import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { CIRCLE, Replica } from './house.js';
import { publishedMessage } from './messages.js';

describe('news of the reserve', () => {
  let database: FreshDatabase;
  let replicas: Replica[];

  beforeEach(async () => {
    database = await freshDatabase('notification');
    await database.pool.query(CIRCLE);
    replicas = await Promise.all([Replica.start(database.url), Replica.start(database.url)]);
  });

  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await database.drop();
  });

  const record = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => replicas[i % 2]!.notices.record(publishedMessage())));

  const runAll = async () => {
    const told = await Promise.all(replicas.map((replica) => replica.digests.runOnce()));
    return told.reduce((a, b) => a + b);
  };

  const facts = async () =>
    (await database.pool.query<{ facts: object }>('SELECT facts FROM notification.notice ORDER BY seq')).rows.map(
      (row) => row.facts,
    );

  it('of a whole roster are one notice, whichever process heard which part', async () => {
    await record(200);
    expect(await runAll()).toBe(0);
    await database.pool.query('UPDATE notification.digest SET due_at = now()');
    expect(await runAll()).toBe(1);
    expect(await runAll()).toBe(0);
    expect(await facts()).toEqual([{ toInstitution: '990101H01', pool: 'expert-slot', sessions: 200, units: 1_600 }]);
  });

  it('wait as long as nobody knows who may use that reserve', async () => {
    await database.pool.query('DELETE FROM notification.reserve_circle');
    await record(3);
    await database.pool.query('UPDATE notification.digest SET due_at = now()');
    expect(await runAll()).toBe(0);
    await database.pool.query(CIRCLE.split(';')[0]!);
    expect(await runAll()).toBe(1);
  });

  it('are told in every county while they cannot be told in another one', async () => {
    await database.pool.query(`
      CREATE FUNCTION notification.refuse_county() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.county = '990102' THEN RAISE EXCEPTION 'on purpose'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_county BEFORE INSERT ON notification.notice FOR EACH ROW EXECUTE FUNCTION notification.refuse_county();
      INSERT INTO notification.personal_digest (county, practitioner, institution, notices, due_at)
        SELECT county, gen_random_uuid(), county || 'T01', 3, '2026-01-01' FROM unnest('{990102,990101}'::text[]) AS county`);
    await record(2);
    await database.pool.query('UPDATE notification.digest SET due_at = now()');
    expect(await replicas[0]!.digests.runOnce()).toBe(2);
    await database.pool.query('DROP FUNCTION notification.refuse_county CASCADE');
    expect(await replicas[0]!.digests.runOnce()).toBe(1);
  });

  it('that come later are told later', async () => {
    for (const count of [3, 2]) {
      await record(count);
      await database.pool.query('UPDATE notification.digest SET due_at = now()');
      await runAll();
    }
    expect(await facts()).toMatchObject([{ units: 24 }, { units: 16 }]);
  });
});
