import { randomUUID } from 'node:crypto';
import type { ApprovalChanged } from '#contracts/approval.events.js';
import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ItemOverdue } from '#contracts/item.events.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import type { Principal } from '#service/auth/principal.js';
import { DESK } from './house.js';
import { InboxRoom } from './inbox-room.js';
import { REFERRER, referralMessage } from './messages.js';

const [FROM, TO] = ['990101T01', '990101H01'] as const;
const AT_HOME: Principal = {
  ...DESK,
  account: 'family-doctor',
  practitioner: REFERRER,
  institution: FROM,
  roles: ['family-doctor'],
};
const SPECIALIST: Principal = {
  ...DESK,
  practitioner: randomUUID(),
  roles: ['hospital-doctor'],
  departments: ['03.04'],
};
const begin = Date.now();

/** A message without a referral, so many minutes after the first. */
function message(name: MessageName, data: object, minutes: number): Envelope {
  return { ...referralMessage(name), occurredAt: new Date(begin + minutes * 60_000).toISOString(), data };
}

describe('a task about no referral', () => {
  let room: InboxRoom;

  beforeAll(async () => {
    room = await InboxRoom.open();
  });

  afterAll(() => room.close());

  beforeEach(() => room.database.pool.query(`UPDATE notification.notice SET over_at = now() WHERE urgency <> 'info'`));

  const tell = async (...messages: Envelope[]) => {
    for (const one of messages) await room.replica.notices.record(one);
  };
  const open = async (who: Principal) => (await room.list(who, { open: true })).items.map(({ event }) => event);

  /** The course of one question to a specialist. */
  function question() {
    const data: TeleconsultationChanged = {
      ...{ teleconsultationId: randomUUID(), county: '990101', patientId: randomUUID(), episodeId: randomUUID() },
      ...{ urgencyClass: 'U3', fromState: 'none', toState: 'asked', fromInstitution: FROM, fromPractitioner: REFERRER },
      ...{ toCounty: '990101', toInstitution: TO, toDepartment: '03.04', toPractitioner: SPECIALIST.practitioner },
      actor: { id: REFERRER, role: 'family-doctor', institution: FROM },
    };
    return (name: MessageName, fromState: string, toState: string, minutes: number) =>
      message(name, { ...data, fromState, toState }, minutes);
  }

  it('ends when the question is taken, returned, asked again and answered; news of the answer stays', async () => {
    const step = question();
    await tell(step('teleconsultation.asked.v1', 'none', 'asked', 0));
    expect(await open(SPECIALIST)).toContain('teleconsultation.asked');
    await tell(step('teleconsultation.taken.v1', 'asked', 'taken', 1));
    expect(await open(SPECIALIST)).toEqual([]);
    await tell(step('teleconsultation.overdue.v1', 'taken', 'taken', 2));
    expect(await open(SPECIALIST)).toEqual(['teleconsultation.overdue']);
    await tell(step('teleconsultation.returned.v1', 'taken', 'returned', 3));
    expect([await open(SPECIALIST), await open(AT_HOME)]).toEqual([[], ['teleconsultation.returned']]);
    await tell(step('teleconsultation.asked-again.v1', 'returned', 'asked', 4));
    expect(new Set(await open(SPECIALIST))).toEqual(new Set(['teleconsultation.asked-again']));
    expect(await open(AT_HOME)).toEqual([]);
    await tell(step('teleconsultation.taken.v1', 'asked', 'taken', 5));
    await tell(step('teleconsultation.answered.v1', 'taken', 'answered', 6));
    expect([await open(SPECIALIST), await open(AT_HOME)]).toEqual([[], ['teleconsultation.answered']]);
  });

  it.each(['answered', 'withdrawn', 'expired'])('is over, too, when it is heard of after it was %s', async (end) => {
    const step = question();
    await tell(
      step(`teleconsultation.${end}.v1` as MessageName, 'taken', end, 9),
      step('teleconsultation.asked.v1', 'none', 'asked', 0),
    );
    expect(await open(SPECIALIST)).toEqual([]);
  });

  it.each(['approved', 'refused'] as const)('ends when a request is %s, whichever comes first', async (state) => {
    for (const turned of [false, true]) {
      const approvalId = randomUUID();
      const data: ApprovalChanged = {
        ...{ approvalId, county: '990101', state, fromInstitution: FROM, requestedBy: REFERRER },
        ...{ decidingInstitution: TO, toInstitution: '990199H01', dueAt: new Date(begin).toISOString() },
      };
      const late: ItemOverdue = {
        ...{ subject: 'approval', subjectId: approvalId, dueKind: 'decide', dueAt: data.dueAt, rung: 'L1', repeat: 0 },
        ...{ owner: 'referral-desk', ownerCounty: '990101', ownerInstitution: TO, institution: TO },
      };
      const before = [
        message('approval.requested.v1', { ...data, state: 'requested' }, 0),
        message('approval.overdue.v1', late, 1),
      ];
      const decided = message(`approval.${state}.v1`, data, 2);
      if (turned) await tell(decided, ...before);
      else {
        await tell(...before);
        expect(new Set(await open(DESK))).toEqual(new Set(['approval.requested', 'approval.overdue']));
        await tell(decided);
      }
      expect(await open(DESK)).toEqual([]);
      expect(await open(AT_HOME)).toContain(`approval.${state}`);
    }
  });
});
