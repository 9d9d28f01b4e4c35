import { treeOf } from './tree';

const group = (
  institution: string,
  role: string,
  rung: string,
  referrals: number,
  oldestDueAt: string,
  dueKind = 'decide',
) =>
  ({
    ...{ subject: 'referral', institution, role, rung, referrals, oldestDueAt, dueKind },
    ...{ direction: 'up', urgencyClass: 'U3' },
  }) as const;

describe('what is stuck, and with whom', () => {
  it('stands under its house, its role and its rung, with sums', () => {
    const tree = treeOf([
      group('H01', 'referral-desk', 'L2', 2, '2026-03-06T02:00:00Z'),
      group('H01', 'referral-desk', 'L1', 1, '2026-03-06T04:00:00Z', 'place'),
      group('H01', 'hospital-doctor', 'L1', 3, '2026-03-06T03:00:00Z', 'outcome'),
      group('T01', 'family-doctor', 'L1', 1, '2026-03-05T03:00:00Z', 'acknowledge'),
    ]);
    expect(tree.map(({ institution, count }) => [institution, count])).toEqual([
      ['T01', 1],
      ['H01', 6],
    ]);
    const desk = tree[1]?.children?.[0];
    expect(desk).toMatchObject({ role: 'referral-desk', count: 3, kinds: ['code:due.decide', 'code:due.place'] });
    expect(desk?.children?.map(({ rung, count }) => [rung, count])).toEqual([
      ['L2', 2],
      ['L1', 1],
    ]);
  });

  it('is nothing where nothing is overdue', () => {
    expect(treeOf([])).toEqual([]);
  });
});
