import { Scene } from './scene.js';

describe('TV10–TV13: who may take a unit of 20 with 4 protected (domain §7.3)', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.of(20);
  });
  afterEach(() => scene.close());

  it('TV10: the public gets 16, the 17th is refused, a family doctor is not', async () => {
    await scene.passTo(6, '09:00');
    expect(await scene.letters()).toMatchObject({ C: 20, q: 4, F: 0, limit: 16 });
    expect(await scene.publicTakes(16)).toBe(16);
    expect(await scene.publicTakes(1)).toBe(0);
    expect(await scene.familyTakes(1)).toBe(1);
  });

  it('TV11: a unit that a family doctor took counts inside the reserve: the limit stays 16, not 17', async () => {
    await scene.familyTakes(1);
    await scene.passTo(6, '09:00');
    expect(await scene.letters()).toMatchObject({ F: 1, limit: 16 });
    expect(await scene.publicTakes(20)).toBe(16);
  });

  it('TV12: six family units are two more than the reserve: the limit is 14', async () => {
    await scene.passTo(6, '09:00');
    expect(await scene.familyTakes(6)).toBe(6);
    expect(await scene.letters()).toMatchObject({ F: 6, limit: 14 });
    expect(await scene.publicTakes(20)).toBe(14);
  });

  it('TV13: before the public opening the fifth family doctor is refused, afterwards they may take all 20', async () => {
    expect(await scene.familyTakes(4)).toBe(4);
    expect(await scene.familyTakes(1)).toBe(0);
    await scene.passTo(6, '09:00');
    // The fifth waited for the opening, and has its unit by now.
    expect(await scene.letters()).toMatchObject({ F: 5, U: 0 });
    expect(await scene.familyTakes(20)).toBe(15);
    expect(await scene.letters()).toMatchObject({ F: 20, limit: 0 });
  });
});
