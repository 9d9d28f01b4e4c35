import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound, Problem } from '#service/problem/problem.js';
import { SKIP_REASONS } from '../gate/verdict/verdict.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { rankOf } from '../network/tiers.js';
import { findHome } from '../patient/patient.store.js';
import type { RouteQuestion } from './route.dto.js';
import { type RouteExplanation, route } from './route.js';
import type { RouteRequest } from './routing.js';
import { readOutlooks } from './supply.js';
import { advisedMinutes, windowOf } from './window.js';

/** Previews of the ranking. */
@Injectable()
export class Routes {
  constructor(
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  /** @throws Problem 404 for a patient the caller may not see, 422 where the caller's institution is not in the network */
  async preview(caller: Principal, question: RouteQuestion): Promise<RouteExplanation> {
    const network = await this.networks.of(caller.county);
    const from = senderOf(caller, network);
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const home = question.direction === 'down' ? await homeOf(tx, caller, question, localDate(now)) : {};
      const request = { ...requestOf(network, caller, question, now), from, ...home };
      return route(network, request, now, await readOutlooks(tx, network, request, now));
    });
  }
}

function requestOf(
  network: Network,
  caller: Principal,
  question: RouteQuestion,
  now: Date,
): Omit<RouteRequest, 'from'> {
  const { patientId: _, earliest: __, latest: ___, reasonCode = [], ...wanted } = question;
  const day = localDate(now);
  const { county } = network;
  return {
    ...wanted,
    maySkip:
      reasonCode.some((reason) => SKIP_REASONS.includes(reason)) ||
      network.rules.flag('tier.allowSkip', { county }, day),
    anyPair: reasonCode.includes('patient-request'),
    // Whether the patient is under contract with the caller's team is judged at the submission (V05).
    contractDoctor: question.direction === 'up' && caller.roles.includes('family-doctor'),
    window: windowOf(network, question, now),
    advisedMinutes: advisedMinutes(network, day),
  };
}

function senderOf(caller: Principal, network: Network): RouteRequest['from'] {
  const sender = network.institution(caller.institution);
  if (!sender) {
    throw new Problem({ status: 422, code: 'SENDER_UNKNOWN', detail: 'Your institution is not in the care network.' });
  }
  return { county: sender.county, institution: sender.code, tier: sender.tier, rank: rankOf(sender.type) };
}

async function homeOf(tx: EntityManager, caller: Principal, { patientId }: RouteQuestion, day: string) {
  if (!patientId) {
    throw validationFailed([
      { field: 'patientId', code: 'required', message: 'patientId is needed to find the way home' },
    ]);
  }
  const home = await findHome(tx, caller.county, patientId, day);
  if (!home) throw notFound();
  const { homeInstitution, teamInstitution } = home;
  return { homeInstitution, ...(teamInstitution ? { teamInstitution } : {}) };
}
