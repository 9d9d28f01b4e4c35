import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import { eligibilityFacts } from '../gate/eligibility.store.js';
import { insuranceOf } from '../gate/person.js';
import { Networks } from '../network/networks.js';
import { benefitOf, type InsuranceFacts } from './benefit.js';
import type { BenefitEnquiry, BenefitPreview } from './benefit-preview.dto.js';
import { billOf } from './bill.js';

/** Insurance previews beside a referral: what a visit or a stay would cost. */
@Injectable()
export class BenefitPreviews {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** @throws Problem 404 for a patient the caller may not see, 400 for an institution that is not in the network */
  async preview(caller: Principal, enquiry: BenefitEnquiry): Promise<BenefitPreview> {
    const network = await this.networks.of(caller.county);
    const to = network.institution(enquiry.institution);
    if (!to)
      throw validationFailed([{ field: 'institution', code: 'unknown', message: 'It is not in the care network.' }]);
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const insured = await insuredBy(tx, caller, enquiry, now);
      const place = { county: to.county, institution: to.code, tier: to.tier };
      const { direction = null, compliant, eligibleCostFen } = enquiry;
      const benefit = benefitOf(network, { ...insured, to: place, direction, deptCode: '', penalty: !compliant });
      const { rateBps, payNowFen } = benefit;
      if (eligibleCostFen === undefined || rateBps === undefined || payNowFen === undefined) return { benefit };
      return { benefit, bill: billOf(Math.round(eligibleCostFen), payNowFen, rateBps) };
    });
  }
}

async function insuredBy(
  tx: EntityManager,
  caller: Principal,
  enquiry: BenefitEnquiry,
  now: Date,
): Promise<InsuranceFacts> {
  const { patientId, episodeId, careType, coverage } = enquiry;
  const startsAt = enquiry.startsAt ? new Date(enquiry.startsAt).toISOString() : now.toISOString();
  if (!patientId) {
    const told = coverage && { ...coverage, aidCategory: coverage.aidCategory ?? null };
    return { coverage: told ?? null, careType, stays: [], startsAt };
  }
  const { county, practitioner: practitionerId } = caller;
  const facts = await eligibilityFacts(tx, { county, patientId, practitionerId, day: localDate(now) });
  if (!facts) throw notFound('There is no such patient here.');
  await recordAccess(tx, caller, { subject: 'patient', subjectId: patientId, purpose: 'benefit-preview', at: now });
  return insuranceOf(facts, episodeId, careType, startsAt);
}
