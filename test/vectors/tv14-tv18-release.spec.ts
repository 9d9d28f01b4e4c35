import { Scene } from './scene.js';

/** The stages, and up to ten minutes by which an institution may be later. */
const STAGES: Record<Stage, [days: number, time: string]> = {
  'stage 1': [2, '18:11'],
  'stage 2': [1, '12:11'],
  '07:30': [0, '07:31'],
};

type Stage = 'stage 1' | 'stage 2' | '07:30';

interface Step {
  /** Units that family doctors have taken by this stage. */
  F: number;
  released: number;
  q: number;
  limit: number;
}

const VECTORS: [name: string, capacity: number, reserve: number, steps: Partial<Record<Stage, Step>>][] = [
  [
    'TV14',
    20,
    4,
    { 'stage 1': { F: 1, released: 1, q: 3, limit: 17 }, 'stage 2': { F: 1, released: 2, q: 1, limit: 19 } },
  ],
  [
    'TV15',
    120,
    24,
    {
      'stage 1': { F: 5, released: 9, q: 15, limit: 105 },
      'stage 2': { F: 8, released: 5, q: 10, limit: 110 },
      '07:30': { F: 8, released: 2, q: 8, limit: 112 },
    },
  ],
  [
    'TV16',
    5,
    1,
    { 'stage 1': { F: 0, released: 0, q: 1, limit: 4 }, 'stage 2': { F: 0, released: 1, q: 0, limit: 5 } },
  ],
  [
    'TV17',
    25,
    5,
    {
      'stage 1': { F: 0, released: 2, q: 3, limit: 22 },
      'stage 2': { F: 2, released: 0, q: 3, limit: 22 },
      '07:30': { F: 2, released: 1, q: 2, limit: 23 },
    },
  ],
  [
    'TV18',
    200,
    40,
    {
      'stage 1': { F: 38, released: 0, q: 40, limit: 160 },
      'stage 2': { F: 38, released: 0, q: 40, limit: 160 },
      '07:30': { F: 38, released: 2, q: 38, limit: 162 },
    },
  ],
];

describe('TV14–TV18: staged release of what family doctors leave unused (domain §7.4)', () => {
  it.each(VECTORS)('%s: of %i units with %i reserved', async (_, capacity, reserve, steps) => {
    const scene = await Scene.of(capacity);
    let before = await scene.letters();
    expect(before).toMatchObject({ R: reserve, q: reserve });
    for (const [stage, { F, released, q, limit }] of Object.entries(steps)) {
      await scene.familyTakes(F - before.F);
      await scene.passTo(...STAGES[stage as Stage]);
      const after = await scene.letters();
      expect({ stage, released: before.q - after.q, ...after }).toMatchObject({ stage, released, F, q, limit });
      before = after;
    }
    await scene.close();
  });
});
