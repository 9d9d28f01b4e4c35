import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { NoticeItem } from '../../apps/notification/notice/notice.dto.js';
import { ReadingService } from '../../apps/notification/notice/reading.service.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { CIRCLE, DESK, Replica } from './house.js';
import { publishedMessage, REFERRER, referralMessage } from './messages.js';

const REFERRING: Principal = {
  ...DESK,
  account: 'family-doctor',
  practitioner: REFERRER,
  institution: '990101T01',
  roles: ['family-doctor'],
};
const AUTHORITY: Principal = {
  ...DESK,
  account: 'authority',
  institution: '990101',
  roles: ['county-health-authority'],
};

function write(principal: Principal): Write {
  return { principal, key: randomUUID(), requestHash: 'x', method: 'POST', path: '/v1/notices/x/reads', waitMs: 0 };
}

describe('notices of a caller', () => {
  let database: FreshDatabase;
  let replica: Replica;
  let reading: ReadingService;

  beforeAll(async () => {
    database = await freshDatabase('notification');
    await database.pool.query(CIRCLE);
    replica = await Replica.start(database.url);
    reading = new ReadingService(replica.database, new Writes(replica.database));
    const sent = Array.from({ length: 25 }, () => referralMessage('referral.submitted.v1'));
    const back = Array.from({ length: 25 }, () => referralMessage('referral.accepted.v1'));
    await Promise.all([...sent, ...back, publishedMessage()].map((message) => replica.notices.record(message)));
    await database.pool.query('UPDATE notification.digest SET due_at = now()');
    await replica.digests.runOnce();
  });

  afterAll(async () => {
    await replica.stop();
    await database.drop();
  });

  async function pages(principal: Principal, limit: number): Promise<NoticeItem[]> {
    const items: NoticeItem[] = [];
    let cursor: string | undefined;
    do {
      const page = await reading.list(principal, { limit, unread: false, cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  it.each([1, 7, 100])('come newest first, in pages of %i, none missed and none twice', async (limit) => {
    const items = await pages(REFERRING, limit);
    expect(items.filter((item) => item.event === 'referral.accepted')).toHaveLength(25);
    expect(items.filter((item) => item.event === 'supply.published')).toHaveLength(1);
    expect(new Set(items.map((item) => item.id)).size).toBe(26);
  });

  it('are read by one person, not by the post', async () => {
    const colleague: Principal = { ...DESK, account: 'colleague', practitioner: randomUUID() };
    const [newest] = (await reading.list(DESK, { limit: 1, unread: false })).items;
    const first = await reading.markRead(write(DESK), newest!.id);
    const again = await reading.markRead(write(DESK), newest!.id);
    expect(again.body).toEqual(first.body);
    const unread = await reading.list(DESK, { limit: 100, unread: true });
    expect(unread.items.map((item) => item.id)).not.toContain(newest!.id);
    expect([unread.unread, unread.items.length]).toEqual([24, 24]);
    expect((await reading.list(colleague, { limit: 1, unread: true })).unread).toBe(25);
  });

  it("are nobody else's to read: another post, another county", async () => {
    const [newest] = (await reading.list(DESK, { limit: 1, unread: false })).items;
    const otherCounty: Principal = { ...DESK, county: '990102' };
    for (const stranger of [REFERRING, otherCounty]) {
      await expect(reading.markRead(write(stranger), newest!.id)).rejects.toMatchObject({ status: 404 });
    }
    expect((await reading.list(otherCounty, { limit: 10, unread: false })).items).toEqual([]);
  });

  it('of the county authority are none: they are all about patients', async () => {
    expect(await reading.list(AUTHORITY, { limit: 10, unread: false })).toEqual({ items: [], unread: 0 });
  });

  it('refuse the cursor of another list', async () => {
    const cursor = Buffer.from('[1]').toString('base64url');
    await expect(reading.list(DESK, { limit: 1, unread: false, cursor })).rejects.toMatchObject({ status: 400 });
  });

  it('are hidden by the database itself from another institution', async () => {
    const scope = { county: '990101', institution: '990101H02' };
    const rows = await replica.database.transaction(scope, (tx) => tx.query('SELECT institution FROM notice'));
    // Not even news of a reserve that its doctors may not use (V05).
    expect(rows).toEqual([]);
  });

  it('to the authority are read by the authority alone', async () => {
    const owner = { owner: 'county-health-authority', ownerCounty: '990101', ownerInstitution: '*', rung: 'L5' };
    await replica.notices.record(referralMessage('referral.overdue.v1', owner as object));
    const [told] = (await reading.list(AUTHORITY, { limit: 10, unread: false })).items;
    expect(told).toMatchObject({ template: 'overdue-report' });
    expect(told).not.toHaveProperty('referralId');
    const reports = `SELECT 1 FROM notice WHERE template = 'overdue-report'`;
    const seenBy = (institution: string) =>
      replica.database.transaction({ county: '990101', institution }, (tx) => tx.query(reports));
    expect(await seenBy('*')).toHaveLength(1);
    expect(await seenBy('990101H01')).toEqual([]);
  });
});
