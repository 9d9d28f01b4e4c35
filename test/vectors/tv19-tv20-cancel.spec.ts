import { Scene } from './scene.js';

describe('TV19–TV20: a family doctor’s unit comes back (domain §7.6)', () => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.of(20);
  });
  afterEach(() => scene.close());

  it('TV19: before stage 2 it is protected again', async () => {
    await scene.familyTakes(4);
    await scene.passTo(2, '18:11');
    expect(await scene.letters()).toMatchObject({ q: 4, F: 4, limit: 16 });
    await scene.familyCancels();
    expect(await scene.letters()).toMatchObject({ q: 4, F: 3, limit: 16 });
  });

  it('TV20: after stage 2 it is open', async () => {
    await scene.familyTakes(3);
    await scene.passTo(1, '12:11');
    expect(await scene.letters()).toMatchObject({ q: 3, F: 3, limit: 17 });
    await scene.familyCancels();
    expect(await scene.letters()).toMatchObject({ q: 2, F: 2, limit: 18 });
    await scene.passTo(1, '13:30');
    expect(await scene.publicTakes(20)).toBe(18);
  });
});
