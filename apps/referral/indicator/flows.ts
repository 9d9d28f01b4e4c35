import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import { overseenBy, partOf, scopeOfOverseer, seesCases } from '../network/oversight.js';
import type { FlowEndView, FlowQuery, FlowReportView, FlowView } from './flow.dto.js';
import { type Flow, flowsOf } from './flow.store.js';
import { instantsOf } from './indicator-reports.js';
import { periodOf } from './period.js';
import { hiddenAmong } from './small-number.js';

/** Who refers to whom, and how much of it. */
@Injectable()
export class Flows {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** The strongest first. @throws Problem 422 `RANGE_TOO_LONG` */
  async read(caller: Principal, query: FlowQuery): Promise<FlowReportView> {
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOfOverseer(caller), async (tx, now) => {
      const period = periodOf(query, now);
      const institutions = partOf(overseenBy(caller, network, localDate(now)), query.institution);
      const { direction, urgencyClass, department } = query;
      const counted = { county: caller.county, institutions, direction, urgencyClass, department };
      const flows = await flowsOf(tx, { ...counted, ...instantsOf(period) });
      return { at: now.toISOString(), ...period, items: viewsOf(flows, network, !seesCases(caller)) };
    });
  }
}

function viewsOf(flows: readonly Flow[], network: Network, hidesFew: boolean): FlowView[] {
  const hidden = hidesFew ? hiddenAmong(flows.map(({ referrals }) => referrals)) : [];
  return flows.map((flow, at) => {
    const [from, to] = [endOf(network, flow.fromCounty, flow.from), endOf(network, flow.toCounty, flow.to)];
    const named = { from, to, direction: flow.direction, skipsTier: skipsTier(from, to) };
    if (hidden[at]) return { ...named, suppressed: true };
    const { referrals, arrived, rejected, closed } = flow;
    return hidesFew ? { ...named, referrals } : { ...named, referrals, arrived, rejected, closed };
  });
}

function endOf(network: Network, county: string, institution: string): FlowEndView {
  const tier = network.institution(institution)?.tier;
  return { county, institution, ...(tier === undefined ? {} : { tier }) };
}

/** The route is village, township, county, superior, and back (domain §2.1). */
export function skipsTier(from: Pick<FlowEndView, 'tier'>, to: Pick<FlowEndView, 'tier'>): boolean {
  return from.tier !== undefined && to.tier !== undefined && Math.abs(from.tier - to.tier) > 1;
}
