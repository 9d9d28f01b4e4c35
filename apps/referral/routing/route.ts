import { localDate } from '#service/calendar/local-time.js';
import { MINUTES_OF } from '#service/rules/working-hours.js';
import type { Outlook } from '../availability/outlook.js';
import type { DepartmentCapability } from '../network/capability.entity.js';
import { holdsOn } from '../network/dated.js';
import type { Institution } from '../network/institution.entity.js';
import type { Network } from '../network/network.js';
import { isUpperHospital, rankOf } from '../network/tiers.js';
import { homeOf } from './capability.js';
import {
  type CandidateSupply,
  type Ranking,
  type RouteCandidate,
  type RoutePair,
  type RouteRequest,
  rank,
} from './routing.js';

/** Department of an emergency (急诊医学科). */
export const EMERGENCY_MEDICINE = '20';

/** A ranking with all that went into it: the same inputs give the same order again (domain §8.2). */
export interface RouteExplanation extends Ranking {
  request: RouteRequest;
  /** Instant of the picture of the network, ISO. */
  at: string;
  /** Up to when what is left was known, ISO; null: not known. */
  supplyAt: string | null;
  networkVersion: number;
  ruleSetVersion: string;
  /** The candidates as they were ranked. */
  candidates: RouteCandidate[];
  /** Who was chosen, and by whom. */
  choice?: RouteChoice;
}

/** The receiver and what is tried after it; `sender`: the doctor, perhaps for the patient, named somebody else. */
export interface RouteChoice {
  institution: string;
  by: 'routing' | 'sender';
  /** The first of the ranking, where it is not the choice. */
  insteadOf?: string;
  alternatives: string[];
}

/**
 * Every institution of the network that could be meant that day: those with the department; for an emergency every upper
 * hospital, also across counties; on the way down only the ways home.
 */
export function candidatesFor(network: Network, request: RouteRequest, day: string): RouteCandidate[] {
  return placesFor(network, request, day).map(({ institution, department }) => ({
    county: institution.county,
    institution: institution.code,
    name: institution.name,
    type: institution.type,
    tier: institution.tier,
    rank: rankOf(institution.type),
    licensed: holdsOn(institution, day),
    online: institution.online,
    department,
    treats: !request.diagnosis || network.treats(institution.code, request.deptCode, request.diagnosis, day),
    critical: network.centres.criticalOf(institution.code, day),
    emergency: network.capability(institution.code, EMERGENCY_MEDICINE, day) !== undefined,
    pair: pairOf(network, request, institution.code, day),
    reserve: hasReserve(network, request, institution, day),
    travelMinutes: network.travelMinutes(request.from.institution, institution.code) ?? null,
    supply: null,
  }));
}

interface Place {
  institution: Institution;
  department: RouteCandidate['department'];
}

function placesFor(network: Network, request: RouteRequest, day: string): Place[] {
  const { deptCode, urgencyClass, direction } = request;
  const able = ({ pools, examItems, bedClasses }: DepartmentCapability) => ({ pools, examItems, bedClasses });
  if (urgencyClass !== 'U1') {
    return network
      .withDepartment(deptCode, day)
      .filter(
        ({ institution: { code, type } }) =>
          direction !== 'down' || homeOf({ institution: code, type }, request) !== 'elsewhere',
      )
      .map(({ institution, department }) => ({ institution, department: able(department) }));
  }
  return network
    .all()
    .filter(({ tier, code }) => isUpperHospital(tier) && code !== request.from.institution)
    .map((institution) => {
      const department = network.capability(institution.code, deptCode, day);
      return { institution, department: department ? able(department) : null };
    });
}

/** County consortium before city group before agreement (domain §8.1). */
function pairOf(network: Network, request: RouteRequest, to: string, day: string): RoutePair {
  const { from, direction, deptCode } = request;
  const pair = network.pair(from.institution, to, direction, deptCode, day);
  if (pair === 'none' && request.approved === to) return 'agreement';
  if (pair !== 'consortium') return pair;
  return sameCounty(network, from.institution, to, day) ? 'consortium' : 'city-group';
}

function sameCounty(network: Network, from: string, to: string, day: string): boolean {
  const ours = network.consortiumOf(from, day)?.id;
  return ours !== undefined && network.consortiumOf(to, day)?.id === ours;
}

/** V05: an upper hospital of the sender's own county consortium. */
function hasReserve(network: Network, { contractDoctor, from }: RouteRequest, to: Institution, day: string): boolean {
  return contractDoctor === true && isUpperHospital(to.tier) && sameCounty(network, from.institution, to.code, day);
}

/** Ranks the county's network for one request and keeps the inputs beside the answer. */
export function route(
  network: Network,
  request: RouteRequest,
  now: Date,
  outlooks: readonly Outlook[] = [],
): RouteExplanation {
  const day = localDate(now);
  const oldest = now.getTime() - supplyMaxAge(network, day);
  const left = new Map(outlooks.map((outlook) => [outlook.institution, supplyOf(outlook, oldest)]));
  const candidates = candidatesFor(network, request, day).map((one) => ({
    ...one,
    supply: left.get(one.institution) ?? null,
  }));
  const told = candidates.flatMap(({ supply }) => (supply ? [supply.toldAt] : [])).sort();
  const { version: networkVersion, ruleSetVersion } = network;
  const made = {
    request,
    at: now.toISOString(),
    supplyAt: told[0] ?? null,
    networkVersion,
    ruleSetVersion,
    candidates,
  };
  return { ...made, ...rank(candidates, request) };
}

/** Milliseconds after which a picture of what is left is not known any more. */
function supplyMaxAge(network: Network, day: string): number {
  const { amount, unit } = network.rules.duration('route.supplyMaxAge', { county: network.county }, day);
  return amount * MINUTES_OF[unit] * 60_000;
}

function supplyOf({ toldAt, earliest, ...counted }: Outlook, oldest: number): CandidateSupply | null {
  if (!toldAt || toldAt.getTime() < oldest) return null;
  return {
    toldAt: toldAt.toISOString(),
    earliest: earliest?.toISOString() ?? null,
    protected: counted.protected,
    open: counted.open,
    units: counted.units,
  };
}
