import { HOUR_MS } from '#service/calendar/local-time.js';
import { Diary } from './diary.js';
import { figuresOf } from './figures.js';
import type { Seen } from './observation.store.js';

const at = (hours: number) => new Date(Date.UTC(2026, 2, 2) + hours * HOUR_MS);
const seen = (change: Partial<Seen>): Seen => ({
  id: 'a',
  version: 1,
  state: 'submitted',
  direction: 'up',
  urgencyClass: 'U4',
  purpose: 'visit',
  patientId: 'p',
  fromInstitution: 'T01',
  fromPractitioner: 'd',
  toInstitution: 'H01',
  toDepartment: '03.04',
  parentReferralId: null,
  unit: null,
  holdUntil: null,
  options: null,
  progress: {},
  stateSince: at(0),
  dueAt: at(8),
  dueKind: 'decide',
  ...change,
});
const CLOSED = { state: 'closed', dueAt: null, dueKind: null } as const;

describe('what came of a simulated week', () => {
  const dutiesOf = (doneAfterHours: number | undefined, alertAfterHours?: number) => {
    const diary = new Diary();
    diary.note(seen({}), at(0));
    if (doneAfterHours !== undefined) diary.note(seen({ ...CLOSED, version: 2 }), at(doneAfterHours));
    const alerts = alertAfterHours === undefined ? [] : [{ id: 'a', at: at(alertAfterHours), rung: 'L1' }];
    const { kept, lateBeforeFirstRung, escalated, silent } = figuresOf(diary, alerts, 2 * HOUR_MS).duties;
    return { kept, lateBeforeFirstRung, escalated, silent };
  };
  const NONE = { kept: 0, lateBeforeFirstRung: 0, escalated: 0, silent: 0 };

  it('a deadline is kept when the work is done by then', () => {
    expect(dutiesOf(8)).toEqual({ ...NONE, kept: 1 });
  });

  it('work done late, but before anybody had to be told, is neither kept nor silent', () => {
    expect(dutiesOf(10)).toEqual({ ...NONE, lateBeforeFirstRung: 1 });
  });

  it('a missed deadline about which somebody was told is escalated', () => {
    expect(dutiesOf(30, 11)).toEqual({ ...NONE, escalated: 1 });
  });

  it('a missed deadline about which nobody was told in time is silent, done or not', () => {
    expect(dutiesOf(30)).toEqual({ ...NONE, silent: 1 });
    expect(dutiesOf(30, 31)).toEqual({ ...NONE, silent: 1 });
    expect(dutiesOf(30, 7)).toEqual({ ...NONE, silent: 1 });
    expect(dutiesOf(undefined)).toEqual({ ...NONE, silent: 1 });
  });

  it('the loop-closure rate counts those whose patient came, and is no number without any', () => {
    const diary = new Diary();
    expect(figuresOf(diary, [], 0).loopClosedBps).toBeNull();
    for (const id of ['a', 'b', 'c']) diary.note(seen({ id, state: 'arrived' }), at(1));
    diary.note(seen({ id: 'a', ...CLOSED }), at(2));
    diary.note(seen({ id: 'd', state: 'cancelled', dueAt: null, dueKind: null }), at(2));
    expect(figuresOf(diary, [], 0)).toMatchObject({ loopClosedBps: 3333, referrals: 4, open: 2 });
  });

  it('an ending of the other side stays open until it is acknowledged', () => {
    const diary = new Diary();
    diary.note(seen({ state: 'rejected', dueKind: 'acknowledge-ending' }), at(1));
    expect(diary.open()).toEqual(['a']);
    diary.note(seen({ state: 'rejected', dueAt: null, dueKind: null, version: 2 }), at(2));
    expect(diary.open()).toEqual([]);
  });
});
