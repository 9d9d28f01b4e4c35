import type { Institution } from '../network/institution.entity.js';
import { holdsOn } from '../network/local-date.js';
import type { Network } from '../network/network.js';
import { isUpperHospital } from '../network/tiers.js';

/** Hospitals in service by travel time alone, in whatever consortium: where an emergency goes at last (domain §8.1). */
export function nearestHospitals(network: Network, from: Institution, day: string): string[] {
  const minutes = ({ code }: Institution) => network.travelMinutes(from.code, code) ?? Number.MAX_SAFE_INTEGER;
  return network
    .all()
    .filter((one) => one.code !== from.code && isUpperHospital(one.tier) && one.online && holdsOn(one, day))
    .sort((a, b) => minutes(a) - minutes(b) || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
}
