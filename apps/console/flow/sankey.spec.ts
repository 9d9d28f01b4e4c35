import { sankeyOf } from './sankey';

const end = (institution: string, tier: number) => ({ county: '990101', institution, tier });
const flow = (
  from: ReturnType<typeof end>,
  to: ReturnType<typeof end>,
  referrals: number | undefined,
  skipsTier = false,
) => ({
  from,
  to,
  direction: 'up' as const,
  skipsTier,
  ...(referrals === undefined ? {} : { referrals }),
});

const FLOWS = [
  flow(end('T01', 2), end('H01', 3), 7),
  flow(end('T02', 2), end('H01', 3), 2),
  flow(end('H01', 3), end('T01', 2), 3),
  flow(end('V01', 1), end('H01', 3), 1, true),
  flow(end('V02', 1), end('T01', 2), undefined),
];

describe('the picture of flows', () => {
  it('keeps senders and receivers apart: a house that does both stands twice, and no circle is made', () => {
    const { nodes, links } = sankeyOf(FLOWS, ({ institution }) => ({ key: institution, label: institution }));
    expect(
      nodes
        .filter(({ label }) => label === 'H01')
        .map(({ depth }) => depth)
        .sort(),
    ).toEqual([0, 1]);
    expect(links).toContainEqual({ source: '<H01', target: '>T01', value: 3, skipsTier: false });
    expect(nodes.some(({ label }) => label === 'V02')).toBe(false);
  });

  it('sums up by tier, and keeps what skips one apart', () => {
    const { links } = sankeyOf(FLOWS, ({ tier = 0 }) => ({ key: String(tier), label: String(tier) }));
    expect(links).toEqual([
      { source: '<2', target: '>3', value: 9, skipsTier: false },
      { source: '<3', target: '>2', value: 3, skipsTier: false },
      { source: '<1', target: '>3', value: 1, skipsTier: true },
    ]);
  });
});
