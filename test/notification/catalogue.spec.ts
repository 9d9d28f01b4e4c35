import { randomUUID } from 'node:crypto';
import { type MessageName, namesConsumedBy } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import { isGathered } from '../../apps/notification/digest/digest.js';
import { planNotices } from '../../apps/notification/notice/recipients.js';
import { dice, shuffled } from '../faults/dice.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { SEED } from '../system/seed.js';
import { Replica } from './house.js';
import { REFERRER, referralMessage } from './messages.js';

const HOSPITAL = { institution: '990101H01', pool: 'expert-slot', group: '03.04', date: '2026-03-06' };

/** What one message or another carries beside the facts of a referral; each reads its part. */
function everything(): object {
  const teleconsultationId = randomUUID();
  const times = { startsAt: '2026-03-06T01:00:00.000Z', endsAt: '2026-03-06T01:15:00.000Z' };
  return {
    ...HOSPITAL,
    ...times,
    county: '990101',
    unit: { ...HOSPITAL, ...times, reservationId: randomUUID(), sessionId: randomUUID(), seat: 1, place: 'Room 305' },
    holdUntil: times.startsAt,
    dueAt: times.startsAt,
    dueKind: 'decide',
    rung: 'L1',
    repeat: 0,
    owner: 'department-head',
    ownerCounty: '990101',
    ownerInstitution: '990101H01',
    ownerDepartment: '03.04',
    centreCounty: '990101',
    centreInstitution: '990101H01',
    centreDepartment: '03.04',
    officeInstitution: '990101H01',
    orderingInstitution: '990101T01',
    orderedBy: REFERRER,
    reportingInstitution: '990101H01',
    critical: false,
    referringInstitution: '990101T01',
    openTasks: 1,
    shortfall: 1,
    units: 2,
    reserve: 2,
    year: 2027,
    kind: 'institutions',
    ids: [randomUUID()],
    institutions: ['990101H01'],
    by: { id: REFERRER, role: 'roster-manager', institution: '990101T01' },
    code: 'AN01',
    count: 1,
    invariant: 'I1',
    teleconsultationId,
    approvalId: randomUUID(),
    requestedBy: REFERRER,
    decidingInstitution: '990101H01',
  };
}

/** The names that become notices; the others keep supply and rights up to date, each by its own consumer. */
const NAMES = namesConsumedBy('notification').filter(
  (name) => isGathered(name) || planNotices(messageOf(name)).length > 0,
);

function messageOf(name: MessageName): Envelope {
  const message = referralMessage(name);
  return { ...message, data: { ...(message.data as object), ...everything() } };
}

describe(`every message of the catalogue, twice, shuffled and late (SEED=${SEED})`, () => {
  let database: FreshDatabase;
  let replicas: Replica[];

  beforeAll(async () => {
    database = await freshDatabase('notification');
    replicas = await Promise.all([Replica.start(database.url), Replica.start(database.url)]);
  });

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await database.drop();
  });

  it('is one notice for each event and recipient, whichever replica heard which copy', async () => {
    const throwDice = dice(SEED);
    expect(NAMES.length).toBeGreaterThan(40);
    const messages = NAMES.flatMap((name) => [messageOf(name), messageOf(name), messageOf(name)]);
    const copies = shuffled([...messages, ...messages], throwDice);
    const deliver = (message: Envelope) => replicas[throwDice() < 0.5 ? 0 : 1]!.notices.record(message);
    await Promise.all(copies.map(deliver));
    for (const late of shuffled(messages, throwDice).slice(0, 30)) await deliver(late);

    const { rows } = await database.pool.query<{ message_id: string; audience: string; told: number }>(
      'SELECT message_id, audience, count(*)::int AS told FROM notification.notice GROUP BY 1, 2',
    );
    const told = new Map(messages.map(({ id }) => [id, [] as string[]]));
    for (const row of rows) if (told.has(row.message_id)) told.get(row.message_id)?.push(`${row.audience} ${row.told}`);
    for (const message of messages) {
      const planned = isGathered(message.name) ? [] : planNotices(message).map(({ audience }) => `${audience.key} 1`);
      expect([message.name, told.get(message.id)!.sort()]).toEqual([message.name, planned.sort()]);
    }
  });

  it('leaves the numbers of each audience without a gap, however the copies raced', async () => {
    const { rows } = await database.pool.query(
      `SELECT n.audience FROM notification.notice n JOIN notification.audience_counter c USING (county, audience)
        GROUP BY n.audience, c.last_seq HAVING count(*) <> c.last_seq OR max(n.seq) <> c.last_seq OR min(n.seq) <> 1`,
    );
    expect(rows).toEqual([]);
  });

  it('gathers the news of the reserve once, not once a copy', async () => {
    const { rows } = await database.pool.query<{ event: string; sessions: number }>(
      'SELECT event, sum(sessions)::int AS sessions FROM notification.digest GROUP BY event',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { sessions } of rows) expect(sessions).toBe(3);
  });
});
