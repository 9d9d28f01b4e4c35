import { wallClock } from '#service/calendar/local-time.js';
import { aDraft, defaultTerms, submitted } from '../../../../test/referral/a-referral.js';
import type { ReferralRow } from '../store/referral.row.js';
import { climbsAfter } from './climbs.js';
import { answered, type Climb, fire, noted, RUNGS, type Rung, rungAt } from './ladder.js';

const at = (local: string) => new Date(`${local}:00+08:00`);
const FRIDAY = at('2026-03-06T16:30');

type Class = 'U1' | 'U2' | 'U3' | 'U4' | 'down';

/** A referral of a class, submitted at an instant and not decided. */
function submittedAt(cls: Class, when: Date): ReferralRow {
  const classed = cls === 'down' ? { direction: 'down' as const } : { urgencyClass: cls };
  const terms = defaultTerms(when);
  const limit = { U1: 5, U2: 10, U3: 0, U4: 0, down: 1440 }[cls];
  const decideBy = cls === 'U3' || cls === 'U4' ? undefined : new Date(when.getTime() + limit * 60_000);
  const worked = cls === 'U3' ? at('2026-03-09T10:30') : at('2026-03-09T16:30');
  return submitted(aDraft(when, { ...classed, decideBy: decideBy ?? worked }), terms).row;
}

const climbOf = (row: ReferralRow): Climb => row.escalation![0]!;
const timeOf = (row: ReferralRow, rung: Rung): Date => rungAt(rung, row, climbOf(row), defaultTerms(FRIDAY));

describe('the escalation ladder (domain §6)', () => {
  const table: [Class, Partial<Record<Rung, string>>][] = [
    [
      'U1',
      {
        L1: '2026-03-06T16:35',
        L2: '2026-03-06T16:35',
        L3: '2026-03-06T16:40',
        L4: '2026-03-06T16:45',
        L5: '2026-03-06T17:00',
      },
    ],
    [
      'U2',
      {
        L1: '2026-03-06T16:45',
        L2: '2026-03-06T16:50',
        L3: '2026-03-06T17:00',
        L4: '2026-03-06T17:15',
        L5: '2026-03-06T17:30',
      },
    ],
    [
      'U3',
      {
        L0: '2026-03-09T10:30',
        L1: '2026-03-09T14:30',
        L2: '2026-03-09T16:30',
        L3: '2026-03-10T10:30',
        L4: '2026-03-10T16:30',
        L5: '2026-03-11T16:30',
      },
    ],
    [
      'U4',
      {
        L0: '2026-03-09T16:30',
        L1: '2026-03-10T08:30',
        L2: '2026-03-10T16:30',
        L3: '2026-03-11T16:30',
        L4: '2026-03-12T16:30',
        L5: '2026-03-13T16:30',
      },
    ],
    [
      'down',
      {
        L0: '2026-03-07T04:30',
        L1: '2026-03-07T22:30',
        L2: '2026-03-08T04:30',
        L3: '2026-03-08T16:30',
        L4: '2026-03-09T16:30',
        L5: '2026-03-10T16:30',
      },
    ],
  ];

  it.each(table)('%s, submitted on Friday 2026-03-06 16:30, climbs by the table', (cls, times) => {
    const row = submittedAt(cls, FRIDAY);
    for (const [rung, time] of Object.entries(times))
      expect([rung, timeOf(row, rung as Rung)]).toEqual([rung, at(time)]);
  });

  it('other deadlines are told after 1, 3, 7 and 14 days', () => {
    const row = submittedAt('U3', FRIDAY);
    const climb: Climb = { kind: 'acknowledge', dueAt: FRIDAY.toISOString(), rung: null, repeat: 0, nextAt: null };
    const days = (['L0', 'L1', 'L2', 'L4', 'L5'] as const).map(
      (rung) => (rungAt(rung, row, climb, defaultTerms(FRIDAY)).getTime() - FRIDAY.getTime()) / 86_400_000,
    );
    expect(days).toEqual([0, 1, 3, 7, 14]);
  });

  it('comes to the consortium office after twice the limit when it was redirected', () => {
    const row = { ...submittedAt('U3', FRIDAY), progress: { decideCapAt: at('2026-03-09T16:30').toISOString() } };
    expect(timeOf(row, 'L4')).toEqual(at('2026-03-09T16:30'));
  });
});

describe('an item on the ladder', () => {
  const row = submittedAt('U3', FRIDAY);
  const tick = (climb: Climb, now: string) => fire(row, climb, defaultTerms(at(now)));

  it('is told rung by rung, each repeated every 2 working hours until the next', () => {
    let climb = climbOf(row);
    const told: string[] = [];
    for (let minute = at('2026-03-09T08:00').getTime(); minute <= at('2026-03-10T11:00').getTime(); minute += 300_000) {
      const fired = fire(row, climb, defaultTerms(new Date(minute)));
      if (!fired) continue;
      climb = fired.climb;
      const local = wallClock(new Date(minute)).toISOString().slice(8, 16);
      told.push(`${local} ${fired.rungs.join('+')} ${fired.repeat}`);
    }
    expect(told).toEqual(['09T10:30 L0 0', '09T14:30 L1 0', '09T16:30 L2 0', '10T08:30 L2 1', '10T10:30 L3 0']);
  });

  it('of U1 tells head and duty officer at once, and again every 2 minutes', () => {
    const emergency = submittedAt('U1', FRIDAY);
    const first = fire(emergency, climbOf(emergency), defaultTerms(at('2026-03-06T16:35')))!;
    expect(first).toMatchObject({
      rungs: ['L0', 'L1', 'L2'],
      repeat: 0,
      climb: { nextAt: at('2026-03-06T16:37').toISOString() },
    });
    const again = fire(emergency, first.climb, defaultTerms(at('2026-03-06T16:37')))!;
    expect([again.rungs, again.repeat]).toEqual([['L0', 'L1', 'L2'], 1]);
  });

  it('after a long stop tells only the rung that is due now', () => {
    const fired = tick(climbOf(row), '2026-03-10T15:00')!;
    expect([fired.rungs, fired.repeat, fired.climb.nextAt]).toEqual([['L3'], 0, at('2026-03-10T16:30').toISOString()]);
    expect(tick(fired.climb, '2026-03-10T15:00')).toBeUndefined();
    expect(tick(fired.climb, '2026-03-20T08:00')).toMatchObject({ rungs: ['L5'], repeat: 0 });
  });

  it('goes on repeating the last rung', () => {
    const last = tick(climbOf(row), '2026-03-20T08:00')!;
    expect(tick(last.climb, '2026-03-20T10:00')).toMatchObject({ rungs: ['L5'], repeat: 1 });
  });

  it('is quiet once somebody of the owner’s side has acted, until the next rung', () => {
    const told = tick(climbOf(row), '2026-03-09T14:30')!.climb;
    const quiet = answered(row, told, defaultTerms(at('2026-03-09T14:40')));
    expect(quiet.nextAt).toBe(at('2026-03-09T16:30').toISOString());
    expect(answered(row, { ...told, rung: 'L5' }, defaultTerms(at('2026-03-20T08:00'))).nextAt).toBeNull();
  });

  it('is not told less because somebody acted a moment before the clockwork ticked: the rung that is due is told', () => {
    const told = tick(climbOf(row), '2026-03-09T14:30')!.climb;
    const late = answered(row, told, defaultTerms(at('2026-03-09T16:31')));
    expect(tick(late, '2026-03-09T16:31')).toMatchObject({ rungs: ['L2'], repeat: 0 });
  });

  it('is not repeated once somebody who was told has taken note, until the next rung', () => {
    const told = tick(climbOf(row), '2026-03-09T14:30')!.climb;
    const rests = noted(row, told, 'L1', defaultTerms(at('2026-03-09T14:40')))!;
    expect(rests.nextAt).toBe(at('2026-03-09T16:30').toISOString());
    expect(tick(rests, '2026-03-09T16:29')).toBeUndefined();
    expect(tick(rests, '2026-03-09T16:30')).toMatchObject({ rungs: ['L2'], repeat: 0 });
  });

  it('does not rest because of a note on a rung below the one that was told since, nor before any was told', () => {
    const told = tick(climbOf(row), '2026-03-09T16:30')!.climb;
    expect(noted(row, told, 'L1', defaultTerms(at('2026-03-09T16:40')))).toBeUndefined();
    expect(noted(row, climbOf(row), 'L0', defaultTerms(at('2026-03-09T10:00')))).toBeUndefined();
  });

  it('of U1 rests for the note of any of the posts that were told together', () => {
    const emergency = submittedAt('U1', FRIDAY);
    const { climb } = fire(emergency, climbOf(emergency), defaultTerms(at('2026-03-06T16:35')))!;
    for (const rung of ['L0', 'L1', 'L2'] as const)
      expect(noted(emergency, climb, rung, defaultTerms(at('2026-03-06T16:36')))?.nextAt).toBe(
        at('2026-03-06T16:40').toISOString(),
      );
  });

  it('on the highest rung rests for a day, not for ever; an act there is not undone by a note', () => {
    const last = tick(climbOf(row), '2026-03-20T08:00')!.climb;
    const terms = defaultTerms(at('2026-03-20T08:10'));
    expect(noted(row, last, 'L5', terms)?.nextAt).toBe(at('2026-03-21T08:10').toISOString());
    expect(noted(row, { ...last, nextAt: null }, 'L5', terms)).toBeUndefined();
  });

  it('has a rung for every role of the ladder', () => expect(RUNGS).toHaveLength(6));

  it('that only the sender could settle ends with the referral', () => {
    const emergency = { ...submittedAt('U1', FRIDAY), progress: { formDueAt: at('2026-03-07T16:30').toISOString() } };
    const who = { code: 'R', id: 'a', role: 'family-doctor', institution: '990101T01' } as const;
    const open = climbsAfter(emergency, emergency, who, defaultTerms(FRIDAY));
    expect(open.escalation).toContainEqual(expect.objectContaining({ kind: 'complete-form' }));
    const ended = { ...emergency, state: 'cancelled', dueKind: null, dueAt: null } as const;
    expect(climbsAfter(emergency, ended, who, defaultTerms(FRIDAY))).toEqual({ escalation: null, alertAt: null });
  });
});
