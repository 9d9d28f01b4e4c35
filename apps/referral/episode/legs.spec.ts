import { aDraft, defaultTerms, submitted } from '../../../test/referral/a-referral.js';
import { becameOf, factsOf } from '../referral/history/facts.js';
import { move, type Passage, SYSTEM_ACTOR } from '../referral/road/road.js';
import type { ReferralRow } from '../referral/store/referral.row.js';
import type { LegEntry } from './episode.store.js';
import { followUpsOf, legNow, legThen } from './legs.js';
import { timelineOf } from './timeline.js';

const NOW = new Date('2026-03-06T01:00:00.000Z');
const terms = defaultTerms(NOW);

/** Goes one step later than the last one. */
function step(
  passage: Passage,
  minutes: number,
  to: ReferralRow['state'] | undefined,
  change: Partial<ReferralRow>,
): Passage {
  const now = new Date(NOW.getTime() + minutes * 60_000);
  const how = { event: to ?? 'noted', transition: 'T00', who: SYSTEM_ACTOR, change };
  return move(passage, to ? { ...how, to } : how, { ...terms, now });
}

describe('a referral as it was known', () => {
  const first = submitted(aDraft(NOW), terms);
  const passages = [first];
  const go = (...args: [number, ReferralRow['state'] | undefined, Partial<ReferralRow>]) =>
    passages.push(step(passages.at(-1)!, ...args));
  go(1, 'under-review', {});
  go(2, undefined, { wait: { entryId: 'e', position: 3, waitingSince: NOW.toISOString(), reasons: [] } });
  go(3, 'accepted', { toPractitioner: '0195f000-0000-7000-8000-000000000009', placeBy: new Date(NOW.getTime() + 1e8) });
  go(4, 'arrived', { wait: null, arrivedAt: NOW });
  go(5, 'outcome-returned', { returnedAt: NOW, progress: { outcome: 'treated-outpatient', followUpNeeded: false } });
  const last = passages.at(-1)!;

  it.each(passages.map((passage, at) => ({ at, passage })))(
    'is after step $at what its row was then',
    ({ passage }) => {
      const entries = last.entries.slice(0, passage.entries.length) as LegEntry[];
      expect(legThen(last.row, [], entries)).toEqual(legNow(passage.row, []));
    },
  );

  it('keeps of a step what the step has changed, and nothing else', () => {
    const [before, after] = [passages[3]!.row, passages[4]!.row];
    expect(becameOf(before, after)).toMatchObject({ waitPosition: null, arrivedAt: NOW.toISOString() });
    expect(Object.keys(becameOf(before, after) ?? {})).not.toContain('toInstitution');
    expect(becameOf(after, { ...after, version: after.version + 1 })).toBeNull();
    expect(becameOf({ ...before, state: 'draft' }, after)).toEqual(factsOf(after));
  });

  it('is not there before it was submitted', () => {
    expect(legThen(last.row, [], [])).toBeUndefined();
  });

  it('of which no such facts were kept yet is told by its state alone', () => {
    const bare = last.entries.map((entry) => ({ ...entry, became: null })) as LegEntry[];
    const leg = legThen(last.row, [], bare);
    expect(leg).toMatchObject({ state: 'outcome-returned', version: last.row.version });
    expect(leg?.owner).toBeUndefined();
    expect(leg?.toInstitution).toBeUndefined();
  });
});

describe('the timeline of an episode', () => {
  it('tells a cause before its effect where both became known at the same instant', () => {
    const at = NOW;
    const entry = {
      referralId: 'r',
      version: 1,
      event: 'accepted',
      transition: 'T06',
      fromState: 'submitted',
      toState: 'accepted',
    };
    const by = { actorRole: 'hospital-doctor', actorInstitution: 'H01', detail: {}, at };
    const told = timelineOf({
      owners: [{ institution: 'H01', since: at, referralId: 'r' }],
      visits: [
        { id: 'v', at, institution: 'T01' },
        { id: 'v', at, institution: 'T01' },
      ],
      questions: [],
      exams: [],
      referrals: [{ ...entry, ...by }],
    });
    expect(told.map(({ event }) => event)).toEqual(['recorded', 'completed', 'accepted', 'took-over']);
  });

  it('knows a contact after a no-show from a follow-up', () => {
    const at = NOW;
    const entry = {
      referralId: 'r',
      version: 1,
      event: 'closed',
      transition: 'T31',
      fromState: 'follow-up',
      toState: 'closed',
    };
    const by = { actorRole: 'family-doctor', actorInstitution: 'T01', at };
    const day = '2026-03-05T01:00:00.000Z';
    const kinds = followUpsOf([
      { ...entry, ...by, detail: { followUpAt: day } },
      { ...entry, ...by, detail: { contactAt: day } },
      { ...entry, ...by, detail: {} },
    ]).map(({ kind }) => kind);
    expect(kinds).toEqual(['follow-up', 'contact']);
  });
});
