import { Scene } from './scene.js';

describe('TV25–TV26: an emergency (U1) is never turned away (domain §7.3)', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.of(10);
  });
  afterEach(() => scene.close());

  const kinds = () => scene.room.rows<{ kind: string }>('SELECT kind FROM ledger ORDER BY id');

  it('TV25: a full session gets a unit outside the base', async () => {
    expect(await scene.familyTakes(2)).toBe(2);
    await scene.passTo(6, '09:00');
    expect(await scene.publicTakes(8)).toBe(8);
    expect(await scene.emergencyTakes(1)).toBe(1);
    expect(await scene.letters()).toMatchObject({ C: 11, E: 1, F: 2, U: 8, R: 2, q: 2 });
    expect(await scene.room.session(scene.session.id)).toMatchObject({ capacity: 10, extra: 1 });
    expect(await kinds()).toContainEqual({ kind: 'emergency-extra' });
  });

  it('a unit that is free at the same hour comes before one that is added', async () => {
    await scene.familyTakes(2);
    await scene.passTo(6, '09:00');
    expect(await scene.publicTakes(8)).toBe(8);
    const free = await scene.room.morning(5);
    expect(await scene.emergencyTakes(1)).toBe(1);
    expect(await scene.room.session(free.id)).toMatchObject({ emergencyTaken: 1, extra: 0 });
    expect(await scene.letters()).toMatchObject({ C: 10, E: 0 });
  });

  it('TV26: where only protected units are free it takes one of them', async () => {
    await scene.passTo(6, '09:00');
    expect(await scene.publicTakes(8)).toBe(8);
    expect(await scene.emergencyTakes(1)).toBe(1);
    expect(await scene.letters()).toMatchObject({ C: 10, E: 1, q: 1, limit: 9 });
    expect(await kinds()).toContainEqual({ kind: 'u1-override' });
    expect(await scene.publicTakes(1)).toBe(0);
    expect(await scene.familyTakes(2)).toBe(1);
  });
});
