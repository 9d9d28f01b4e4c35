import { Scene } from './scene.js';

describe('TV31: 500 of the public at once, 20 units, 4 of them protected (domain §7.11)', () => {
  it('exactly 16 succeed; then 10 family doctors at once: exactly 4', async () => {
    const scene = await Scene.of(20);
    await scene.passTo(6, '09:00');
    expect(await scene.publicTakes(500)).toBe(16);
    expect(await scene.familyTakes(10)).toBe(4);
    expect(await scene.letters()).toMatchObject({ F: 4, U: 16 });
    const seats = await scene.room.rows<{ seat: number }>('SELECT seat FROM reservation WHERE occupies ORDER BY seat');
    expect(seats.map(({ seat }) => seat)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    await scene.close();
  });
});
