import { v7 } from 'uuid';
import { Timer } from '#service/timer/timer.js';
import { at, COUNTY, ELSEWHERE, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import { extend, release } from '../unit/steps.js';
import { WaitEnds } from './wait-ends.js';
import type { WaitEntryView } from './wait-list.dto.js';
import { WaitLists } from './wait-list.service.js';

describe('the wait list', () => {
  let room: Room;
  let lists: WaitLists;
  let ends: WaitEnds;

  beforeEach(async () => {
    room = await Room.open();
    lists = new WaitLists(room.database, new SupplyPolicies());
    ends = new WaitEnds(room.database, new SupplyPolicies(), new Timer());
    await room.moveTo(at(13, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const names = async (referralId: string) => (await room.sent(referralId)).map(({ name }) => name);
  const as = (roles: ('referral-desk' | 'family-doctor' | 'county-health-authority')[], institution: string) => ({
    account: 'somebody',
    practitioner: v7(),
    institution,
    county: COUNTY,
    roles,
    departments: [],
    expiresAt: new Date(0),
  });
  const shownTo = async (institution: string, query: object = {}): Promise<WaitEntryView[]> =>
    (await lists.list(as(['referral-desk'], institution), { limit: 100, ...query })).items;
  const deskSees = (query: object = {}) => shownTo(HOSPITAL, query);
  /** One unit for the list comes free. */
  const oneUnit = async () => {
    await room.morning(1, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') });
    await room.clock.runOnce('offer');
  };
  const wait = async (change: object = {}) => {
    const event = referral({}, change);
    await room.submit(event);
    return event.data.referralId;
  };
  const behind = (set: string, id: string) =>
    room.behindTheBack(`UPDATE wait_entry SET ${set} WHERE referral_id = '${id}'`);

  it.each<[rank: string, second: object, first: object, behindTheBack: string]>([
    ['class', { urgencyClass: 'U3' }, { urgencyClass: 'U2' }, ''],
    ['displaced by the hospital', {}, {}, 'displaced = true'],
    ['displaced before green channel', { greenChannel: true }, {}, 'displaced = true'],
    ['green channel', {}, { greenChannel: true }, ''],
    ['green channel before fairness', { referringInstitution: '990101T09' }, { greenChannel: true }, ''],
    ['fairness', {}, { referringInstitution: '990101T09' }, ''],
    ['since when it waits', {}, {}, "waiting_since = waiting_since - interval '1 hour'"],
    ['its number', {}, {}, "waiting_since = (SELECT min(waiting_since) FROM wait_entry), referral_no = '0'"],
  ])('is in order by %s: the place shown is the order of the offers', async (_, second, first, change) => {
    // One unit has gone to the usual institution before, so that fairness has something to weigh.
    await wait({});
    await oneUnit();
    const [late, early] = [await wait(second), await wait(first)];
    if (change) await behind(change, early);
    const shown = (await deskSees()).filter(({ state }) => state === 'waiting');
    const placeOf = (id: string) => shown.find(({ referralId }) => referralId === id)?.position;
    expect([placeOf(early), placeOf(late)]).toEqual([1, 2]);
    // Of another day, hence of another account: its one unit is of the reserve, too.
    await room.morning(1, { startsAt: at(1, '14:00'), endsAt: at(1, '17:00') });
    await room.clock.runOnce('offer');
    expect(await names(early)).toEqual(['reservation.unavailable.v1', 'reservation.held.v1']);
    expect(await names(late)).toEqual(['reservation.unavailable.v1']);
  });

  it('an entry of another house that takes units here stands in line here, too', async () => {
    const there = { county: COUNTY, institution: '990101H02' };
    const elsewhere = await wait({ candidates: [there, { county: COUNTY, institution: HOSPITAL }] });
    const here = await wait({});
    expect((await deskSees()).map(({ referralId, position }) => [referralId, position])).toEqual([
      [elsewhere, 1],
      [here, 2],
    ]);
  });

  it('is shown to who sent and to whose units are wanted, without names to the authority, to nobody else', async () => {
    const id = await wait({});
    expect(await deskSees()).toMatchObject([{ referralId: id, position: 1, institution: HOSPITAL, lapses: 0 }]);
    expect(await shownTo('990101T01')).toHaveLength(1);
    expect(await shownTo('990101T02')).toEqual([]);
    const [seen] = (await lists.list(as(['county-health-authority'], '990101A01'), { limit: 20 })).items;
    expect(seen).toMatchObject({ position: 1 });
    expect(seen).not.toHaveProperty('referralId');
    expect(JSON.stringify(await deskSees())).not.toContain('patient');
  });

  it('counts who stands before, also of houses whose entries the reader must not see', async () => {
    await wait({});
    await wait({});
    const own = await wait({ referringInstitution: '990101T02' });
    expect(await shownTo('990101T02')).toMatchObject([{ referralId: own, position: 3 }]);
  });

  it('says when a unit may be expected, and nothing where nothing is known', async () => {
    await wait({ entitlement: 'open' });
    expect((await deskSees())[0]?.expectedAt).toBeUndefined();
    const session = await room.morning(10);
    expect(await deskSees()).toMatchObject([
      { expectedAt: session.opensPublicAt.toISOString(), expectedBy: 'opening', position: 1 },
    ]);
  });

  it('shows its place again after a lapsed offer, and gives the desk a task after the second', async () => {
    await oneUnit();
    await wait({ urgencyClass: 'U2' });
    const second = await wait({ urgencyClass: 'U3' });
    const lapses = async (time: string) => {
      await room.moveTo(at(13, time));
      await room.clock.runOnce('hold-end');
    };
    // The first has it at once, the second after that hold has ended.
    await lapses('09:31');
    expect((await room.sent(second)).at(-1)?.name).toBe('reservation.held.v1');
    await lapses('11:32');
    const expired = (await room.sent(second)).at(-1);
    expect(expired).toMatchObject({ name: 'reservation.expired.v1', payload: { waitPlace: { position: 1 } } });
    await room.clock.runOnce('passed-over');
    await lapses('13:33');
    const tasks = await deskSees({ tasks: true });
    expect(tasks).toMatchObject([
      { referralId: second, lapses: 2, task: { ownerRole: 'referral-desk', ownerInstitution: HOSPITAL } },
    ]);
    const stalled = (await room.sent(second)).filter(({ name }) => name === 'waitlist.stalled.v1');
    expect(stalled).toHaveLength(1);
    expect(stalled[0]?.payload).toMatchObject({ institution: HOSPITAL, lapses: 2, referringInstitution: '990101T01' });
  });

  it.each([
    ['window-over', { latest: at(10, '00:00').toISOString() }],
    ['validity-over', { validUntil: at(10, '00:00').toISOString() }],
  ])('ends what no unit can serve any more, and says why: %s', async (reason, change) => {
    const id = await wait(change);
    await wait({});
    await expect(ends.runOnce()).resolves.toBe(0);
    await room.moveTo(at(10, '00:00'));
    await expect(ends.runOnce()).resolves.toBe(1);
    expect((await room.sent(id)).at(-1)).toMatchObject({ name: 'reservation.wait-ended.v1', payload: { reason } });
    expect(await deskSees()).toHaveLength(1);
  });

  it('ends it in every county while it cannot in another one', async () => {
    const elsewhere = [{ county: ELSEWHERE, institution: `${ELSEWHERE}H01` }];
    const latest = at(10, '00:00').toISOString();
    const [broken, whole] = [await wait({ latest, candidates: elsewhere }), await wait({ latest })];
    const mend = await room.breakCounty('wait_entry');
    await room.moveTo(at(10, '00:00'));
    await expect(ends.runOnce()).resolves.toBe(1);
    expect(await names(whole)).toEqual(['reservation.unavailable.v1', 'reservation.wait-ended.v1']);
    await mend();
    await expect(ends.runOnce()).resolves.toBe(1);
    expect(await names(broken)).toEqual(['reservation.unavailable.v1', 'reservation.wait-ended.v1']);
  });

  it('takes a referral in again whose time was extended (T36)', async () => {
    const event = referral({}, { latest: at(10, '00:00').toISOString() });
    await room.submit(event);
    await room.moveTo(at(10, '00:00'));
    await ends.runOnce();
    const { wanted } = referral().data;
    const longer = later(event, {
      toState: 'waitlisted' as const,
      transition: 'T36',
      wanted: wanted ?? event.data.wanted,
    });
    await room.moves.apply(longer, extend);
    expect(await names(event.data.referralId)).toEqual([
      'reservation.unavailable.v1',
      'reservation.wait-ended.v1',
      'reservation.unavailable.v1',
    ]);
    expect(await deskSees()).toHaveLength(1);
    await room.moves.apply(later(longer, { transition: 'T22' }), release, true);
    expect(await deskSees()).toEqual([]);
  });
});
