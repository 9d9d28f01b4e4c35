import { holdsOn, localDate } from '../network/local-date.js';
import type { Network } from '../network/network.js';
import { rankOf } from '../network/tiers.js';
import { type Ranking, type RouteCandidate, type RouteRequest, rank } from './routing.js';

/** A ranking with all that went into it: the same inputs give the same order again (domain §8.2). */
export interface RouteExplanation extends Ranking {
  request: RouteRequest;
  /** Instant of the picture of the network, ISO. */
  at: string;
  networkVersion: number;
  ruleSetVersion: string;
}

/**
 * Every institution of the network that has the department that day. A patient goes down only to the own team or
 * township, so nobody else is a candidate then.
 */
export function candidatesFor(network: Network, request: RouteRequest, day: string): RouteCandidate[] {
  const { from, direction, deptCode, teamInstitution, homeInstitution } = request;
  const home = [teamInstitution, homeInstitution];
  return network
    .withDepartment(deptCode, day)
    .filter(({ institution }) => direction !== 'down' || home.includes(institution.code))
    .map(({ institution, department }) => ({
      county: institution.county,
      institution: institution.code,
      name: institution.name,
      tier: institution.tier,
      rank: rankOf(institution.type),
      licensed: holdsOn(institution, day),
      online: institution.online,
      department,
      pair: network.pair(from.institution, institution.code, direction, deptCode, day),
      travelMinutes: network.travelMinutes(from.institution, institution.code) ?? null,
    }));
}

/** Ranks the county's network for one request and keeps the inputs beside the answer. */
export function route(network: Network, request: RouteRequest, now: Date): RouteExplanation {
  const { ranked, excluded } = rank(candidatesFor(network, request, localDate(now)), request);
  const { version: networkVersion, ruleSetVersion } = network;
  return { request, at: now.toISOString(), networkVersion, ruleSetVersion, ranked, excluded };
}
