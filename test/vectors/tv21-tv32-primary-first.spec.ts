import { Scene } from './scene.js';

describe('TV21, TV32: for an hour released units are for primary doctors (w of domain §7.3)', () => {
  let scene: Scene;

  /** 20 units, one taken by a family doctor: stage 1 releases one of the three unused. */
  beforeEach(async () => {
    scene = await Scene.of(20);
    await scene.familyTakes(1);
  });
  afterEach(() => scene.close());

  it('TV21: the public is refused the unit, a primary doctor gets it', async () => {
    await scene.passTo(3, '09:00');
    expect(await scene.publicTakes(16)).toBe(16);
    await scene.passTo(2, '18:11');
    expect(await scene.letters()).toMatchObject({ q: 3, F: 1, M: 0, U: 16, limit: 17 });
    expect(await scene.publicTakes(1)).toBe(0);
    expect(await scene.primaryTakes(1)).toBe(1);
    expect(await scene.primaryTakes(1)).toBe(0);
  });

  it('TV21: 60 minutes later the public’s limit is 17', async () => {
    await scene.passTo(2, '18:11');
    expect(await scene.publicTakes(20)).toBe(16);
    await scene.passTo(2, '19:12');
    expect(await scene.publicTakes(20)).toBe(1);
  });

  it('family doctors who have taken more than q + w leave the public its share also in that hour', async () => {
    await scene.passTo(2, '18:11');
    expect(await scene.publicTakes(14)).toBe(14);
    expect(await scene.familyTakes(4)).toBe(4);
    // w is 1, but C − max(q + w, F) = 20 − max(4, 5).
    expect(await scene.letters()).toMatchObject({ q: 3, F: 5, M: 0, U: 14, limit: 15 });
    expect(await scene.publicTakes(2)).toBe(1);
  });

  it('TV32: what other referrals took before the release does not use up the hour, the first one after it does', async () => {
    await scene.passTo(3, '09:00');
    expect(await scene.primaryTakes(10)).toBe(10);
    expect(await scene.publicTakes(6)).toBe(6);
    await scene.passTo(2, '18:11');
    expect(await scene.letters()).toMatchObject({ q: 3, F: 1, M: 10, U: 6 });
    expect(await scene.publicTakes(1)).toBe(0);
    expect(await scene.primaryTakes(1)).toBe(1);
    expect(await scene.room.session(scene.session.id)).toMatchObject({ freshUnits: 0, otherTaken: 11 });
  });
});
