import { randomUUID } from 'node:crypto';
import type { Principal } from '#service/auth/principal.js';
import { NoticeTraces } from '../../apps/notification/trace/notice-traces.js';
import { DESK } from './house.js';
import { InboxRoom, write } from './inbox-room.js';
import { referralMessage } from './messages.js';

const AUTHORITY: Principal = {
  ...DESK,
  account: 'county-health-authority',
  practitioner: randomUUID(),
  institution: '*',
  roles: ['county-health-authority'],
};

describe('the notices of one referral, for the authority', () => {
  let room: InboxRoom;
  let traces: NoticeTraces;

  beforeEach(async () => {
    room = await InboxRoom.open();
    traces = new NoticeTraces(room.replica.database);
  });
  afterEach(() => room.close());

  it('say which post was told when, how it went out, and that it took the task on; no person and no case', async () => {
    const message = referralMessage('referral.submitted.v1', { urgencyClass: 'U2', toDepartment: '15.01' });
    const { referralId } = message.data as { referralId: string };
    await room.replica.notices.record(message);
    await room.replica.notices.record(referralMessage('referral.submitted.v1'));
    const open = (await room.list(DESK, { open: true })).items;
    const id = open.find((one) => one.referralId === referralId)!.id;
    await room.acknowledgements.acknowledge(write(DESK), id);
    const { items } = await traces.read(AUTHORITY, referralId, { limit: 100 });
    expect(items.map(({ post, event, acknowledged }) => [post, event, acknowledged?.role])).toEqual(
      expect.arrayContaining([
        ['desk', 'referral.submitted', 'referral-desk'],
        ['department', 'referral.submitted', undefined],
        ['desk', 'notice.acknowledged', undefined],
      ]),
    );
    const told = items.find((one) => one.id === id);
    expect(told?.deliveries.map(({ channel, state }) => [channel, state]).sort()).toEqual([
      ['phone', 'cancelled'],
      ['sms', 'cancelled'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`15\\.01|${DESK.practitioner}|R-`));
    const { rows } = await room.database.pool.query('SELECT account, subject_id, purpose FROM notification.access_log');
    expect(rows).toEqual([{ account: AUTHORITY.account, subject_id: referralId, purpose: 'trace' }]);
  });

  it('are those of every county for the county whose referral it is, and of the own one for any other', async () => {
    const more = { referralNo: '99010120260306U00000019', toCounty: '990102', toInstitution: '990102H01' };
    const message = referralMessage('referral.submitted.v1', more);
    const { referralId } = message.data as { referralId: string };
    await room.replica.notices.record(message);
    await room.replica.notices.record(
      referralMessage('referral.rejected.v1', { ...more, referralId, fromState: 'submitted', toState: 'rejected' }),
    );
    const houses = async (county: string) => {
      const { items } = await traces.read({ ...AUTHORITY, county }, referralId, { limit: 100 });
      return [...new Set(items.map(({ institution }) => institution))].sort();
    };
    expect(await houses('990101')).toEqual(['990101T01', '990102H01']);
    expect(await houses('990102')).toEqual(['990102H01']);
    await expect(houses('990103')).rejects.toMatchObject({ status: 404 });
  });

  it('come page by page, and are of no other county', async () => {
    const message = referralMessage('referral.submitted.v1');
    const { referralId } = message.data as { referralId: string };
    await room.replica.notices.record(message);
    const first = await traces.read(AUTHORITY, referralId, { limit: 1 });
    const second = await traces.read(AUTHORITY, referralId, { limit: 1, cursor: first.next! });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2);
    await expect(traces.read({ ...AUTHORITY, county: '990102' }, referralId, { limit: 1 })).rejects.toMatchObject({
      status: 404,
    });
    await expect(traces.read(AUTHORITY, randomUUID(), { limit: 1 })).rejects.toMatchObject({ status: 404 });
  });
});
