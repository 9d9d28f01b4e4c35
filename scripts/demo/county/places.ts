import type { Location } from '../../../apps/referral/network/location.js';
import { Dice } from './dice.js';
import type { Institution } from './institutions.js';

/** County towns that do not exist, in the middle of nowhere; a county of 25 km around each. */
const TOWNS: Record<string, Location> = {
  '990101': { latitudeMicro: 30_100_000, longitudeMicro: 100_100_000 },
  '990102': { latitudeMicro: 30_600_000, longitudeMicro: 100_400_000 },
};
const REACH_MICRO = 220_000;
const VILLAGE_MICRO = 40_000;

/** Where the institutions of a county lie: hospitals in its town, townships around it, villages around their township. */
export function placesOf(county: string, institutions: readonly Institution[]): Map<string, Location> {
  const dice = new Dice(`${county}:places`);
  const places = new Map<string, Location>();
  for (const { code, tier, parent } of institutions) {
    const around = (parent && places.get(parent)) || TOWNS[county]!;
    const reach = parent ? VILLAGE_MICRO : tier === 3 ? VILLAGE_MICRO / 4 : REACH_MICRO;
    places.set(code, {
      latitudeMicro: around.latitudeMicro + dice.between(-reach, reach),
      longitudeMicro: around.longitudeMicro + dice.between(-reach, reach),
    });
  }
  return places;
}
