import fc from 'fast-check';
import { CHAIN_START, type ChainedEntry, chain, firstBreak, type HistoryEntry } from './chain.js';

const entry = (version: number): HistoryEntry => ({
  county: '990101',
  referralId: '0195f000-0000-7000-8000-000000000001',
  version,
  event: 'accepted',
  transition: 'T06',
  fromState: 'submitted',
  toState: 'accepted',
  actorCode: 'K',
  actorId: 'desk',
  actorRole: 'referral-desk',
  actorInstitution: '990101H01',
  reason: null,
  ruleSetVersion: '2026-1',
  detail: { unit: { seat: version, place: 'Room 3' }, hop: 0 },
  noteSealed: null,
  at: new Date(Date.UTC(2026, 2, 6, 8, version)),
});

function history(length: number): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (let version = 1; version <= length; version += 1) {
    entries.push(chain(entry(version), entries.at(-1)?.hash ?? CHAIN_START));
  }
  return entries;
}

describe('the hash chain of a referral', () => {
  it('holds for what was written, whatever order the keys of the detail come back in', () => {
    const entries = history(4).map((one) => ({ ...one, detail: { hop: 0, unit: one.detail['unit'] } }));
    expect(firstBreak(entries)).toBeUndefined();
  });

  it('finds one altered field, whichever it is', () => {
    const fields = ['event', 'toState', 'actorId', 'reason', 'ruleSetVersion', 'noteSealed', 'hash'] as const;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.constantFrom(...fields), (at, field) => {
        const entries = history(6);
        entries[at] = { ...entries[at]!, [field]: 'altered' };
        return firstBreak(entries) === at + 1;
      }),
    );
  });

  it('finds an altered time and an altered detail', () => {
    const later = history(2).map((one, i) => (i === 1 ? { ...one, at: new Date(0) } : one));
    const other = history(2).map((one, i) => (i === 0 ? { ...one, detail: { hop: 1 } } : one));
    expect([firstBreak(later), firstBreak(other)]).toEqual([2, 1]);
  });

  it('finds a missing entry', () => {
    expect(firstBreak(history(3).toSpliced(1, 1))).toBe(2);
  });
});
