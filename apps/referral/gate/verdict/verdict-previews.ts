import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import { billOf } from '../../insurance/bill.js';
import type { Institution } from '../../network/institution.entity.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { type EligibilityFacts, eligibilityFacts } from '../eligibility.store.js';
import { reserveRight } from '../entitlement.js';
import { evidenceFaults } from '../exemption/evidence.js';
import { treats } from '../treating.js';
import { judgeCase } from './case.js';
import { previewCaseOf } from './preview-case.js';
import { verdictView } from './verdict.view.js';
import type { VerdictPreview, VerdictQuestion } from './verdict-preview.dto.js';

/** Verdicts that are not stored: what would be said if. */
@Injectable()
export class VerdictPreviews {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
  ) {}

  /** @throws Problem 404 for a patient the caller may not see, 400 for an unknown institution or papers that cannot be */
  async preview(caller: Principal, question: VerdictQuestion): Promise<VerdictPreview> {
    const network = await this.networks.of(caller.county);
    const from = network.institution(caller.institution);
    const to = network.institution(question.institution ?? caller.institution);
    if (!from || !to) {
      throw validationFailed([{ field: 'institution', code: 'unknown', message: 'It is not in the care network.' }]);
    }
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const faults = evidenceFaults(question.evidence, now);
      if (faults.length > 0) throw validationFailed(faults);
      const { county, practitioner: practitionerId } = caller;
      const { patientId, referral, eligibleCostFen } = question;
      const day = localDate(now);
      const encounterId = referral?.firstVisitEncounterId;
      const facts = await eligibilityFacts(tx, { county, patientId, practitionerId, encounterId, day });
      if (!facts) throw notFound('There is no such patient here.');
      await recordAccess(tx, caller, { subject: 'patient', subjectId: patientId, purpose: 'verdict-preview', at: now });
      const verdict = judgeCase(network, previewCaseOf(question, { network, facts, from, to, now }));
      const { rateBps, payNowFen } = verdict.benefit ?? {};
      const isKnown = eligibleCostFen !== undefined && rateBps !== undefined && payNowFen !== undefined;
      return {
        institution: to.code,
        ...verdictView(verdict, treats(caller)),
        ...reserveOf(question, { network, facts, from, to, day }),
        ...(isKnown ? { bill: billOf(Math.round(eligibleCostFen), payNowFen, rateBps) } : {}),
      };
    });
  }
}

/** V05 as it would be judged at the submission. */
function reserveOf(
  { referral }: VerdictQuestion,
  {
    network,
    facts,
    from,
    to,
    day,
  }: { network: Network; facts: EligibilityFacts; from: Institution; to: Institution; day: string },
): Pick<VerdictPreview, 'reserve'> {
  if (!referral?.origin) return {};
  const { direction, urgencyClass, origin } = referral;
  const ours = network.consortiumOf(from.code, day)?.id;
  const sameConsortium = ours !== undefined && network.consortiumOf(to.code, day)?.id === ours;
  const contract = { contractActive: facts.contract !== null, doctorInTeam: facts.contract?.doctorInTeam ?? false };
  return {
    reserve: reserveRight({ direction, urgencyClass, origin, ...contract, holderTier: to.tier, sameConsortium }),
  };
}
