import { type ProofVisit, proveFirstVisit } from './first-visit.js';

const NOW = new Date('2026-03-06T08:30:00+08:00');
const WANTED = { patientId: 'li', episodeId: 'heart', maxAgeDays: 30 };
const VISIT: ProofVisit = {
  patientId: 'li',
  episodeId: 'heart',
  tier: 2,
  visitedAt: new Date('2026-03-05T10:00:00+08:00'),
};

describe('first-visit proof (domain §3.1)', () => {
  it('holds for a visit of this patient at the township in the same episode', () => {
    expect(proveFirstVisit(VISIT, WANTED, NOW)).toEqual({ proven: true, reasons: ['first-visit-proven'] });
  });

  it('holds on the thirtieth day and no longer a second later', () => {
    const visitedAt = new Date(NOW.getTime() - 30 * 86_400_000);
    expect(proveFirstVisit({ ...VISIT, visitedAt }, WANTED, NOW).proven).toBe(true);
    expect(proveFirstVisit({ ...VISIT, visitedAt }, WANTED, new Date(NOW.getTime() + 1000)).reasons).toEqual([
      'first-visit-too-old',
    ]);
  });

  it.each([
    ['no visit is named', null, 'first-visit-missing'],
    ['the visit was somebody else’s', { ...VISIT, patientId: 'wang' }, 'first-visit-of-another-patient'],
    ['the visit belongs to another episode', { ...VISIT, episodeId: 'knee' }, 'first-visit-of-another-episode'],
    ['the visit was at a hospital', { ...VISIT, tier: 3 as const }, 'first-visit-not-primary'],
    [
      'the visit is yet to come',
      { ...VISIT, visitedAt: new Date('2026-03-07T08:00:00+08:00') },
      'first-visit-in-future',
    ],
  ])('fails where %s', (_, visit, reason) => {
    expect(proveFirstVisit(visit, WANTED, NOW)).toEqual({ proven: false, reasons: [reason] });
  });

  it('names everything that is wrong at once', () => {
    const visit: ProofVisit = { ...VISIT, patientId: 'wang', tier: 3 };
    expect(proveFirstVisit(visit, WANTED, NOW).reasons).toEqual([
      'first-visit-of-another-patient',
      'first-visit-not-primary',
    ]);
  });
});
