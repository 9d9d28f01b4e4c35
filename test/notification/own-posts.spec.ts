import { DataSource } from 'typeorm';
import { OwnPosts1795300000013 } from '../../apps/notification/migrations/0014-own-posts.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { REFERRER } from './messages.js';

describe('what one person was told in two houses before each had an audience of its own', () => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase('notification');
    const old = `practitioner:${REFERRER}`;
    await fresh.pool.query(
      `INSERT INTO notification.audience_counter (county, audience, last_seq) VALUES ('990101', '${old}', 4)`,
    );
    await fresh.pool.query(
      `INSERT INTO notification.notice (county, id, audience, seq, institution, message_id, event, template, urgency, facts, occurred_at)
       SELECT '990101', gen_random_uuid(), '${old}', seq, house, gen_random_uuid(), 'referral.accepted', 'accepted', 'info', '{}', now()
         FROM unnest('{1,2,3,4}'::int[], '{T1,T2,T1,T2}'::text[]) AS row (seq, house)`,
    );
    // Read up to the first by a mark, and the last one by itself.
    await fresh.pool.query(
      `INSERT INTO notification.notice_reader (county, practitioner, audience, read_to, marked_at) VALUES ('990101', '${REFERRER}', '${old}', 1, now())`,
    );
    await fresh.pool.query(
      `INSERT INTO notification.notice_read (county, practitioner, notice_id, audience, read_at)
       SELECT county, '${REFERRER}', id, audience, now() FROM notification.notice WHERE seq = 4`,
    );
    const source = await new DataSource({ type: 'postgres', url: fresh.url }).initialize();
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await new OwnPosts1795300000013().up(runner);
    await runner.commitTransaction();
    await source.destroy();
  });
  afterAll(() => fresh.drop());

  const rows = async (text: string) => (await fresh.pool.query<{ line: string }>(text)).rows.map(({ line }) => line);
  const SHORT = `replace(audience, 'practitioner:${REFERRER}:', '')`;

  it('has numbers without a gap in each, and is read where it was read', async () => {
    expect(await rows(`SELECT ${SHORT} || seq AS line FROM notification.notice ORDER BY 1`)).toEqual([
      'T11',
      'T12',
      'T21',
      'T22',
    ]);
    expect(await rows(`SELECT ${SHORT} || last_seq AS line FROM notification.audience_counter ORDER BY 1`)).toEqual([
      'T12',
      'T22',
    ]);
    expect(
      await rows(
        `SELECT concat_ws(' ', ${SHORT}, read_to, read_beyond) AS line FROM notification.notice_reader ORDER BY 1`,
      ),
    ).toEqual(['T1 1 0', 'T2 0 1']);
    expect(await rows(`SELECT ${SHORT} || seq AS line FROM notification.notice_read`)).toEqual(['T22']);
  });
});
