import { conflict } from '#service/problem/problem.js';
import { verdictView } from '../../gate/verdict/verdict.view.js';
import { judgeReceiver } from '../../gate/verdict/verdict-again.js';
import type { Institution } from '../../network/institution.entity.js';
import type { RouteExplanation } from '../../routing/route.js';
import { questionAgain } from '../decision/redirect.js';
import type { Guarded } from '../road/guard.js';
import { describeReceiver, examineReceiver } from '../submission/receiver.js';
import type { ChoiceView } from './choice.dto.js';

/** What it would mean to send this referral to `to`, by the rules of the submission. Pure. @throws Problem 409 */
export function meaningOf(at: Guarded, to: Institution, explanation: RouteExplanation): ChoiceView {
  const { row, network, terms } = at;
  const from = network.institution(row.fromInstitution);
  if (!from) throw conflict('SENDER_UNKNOWN', 'The sender has left the care network.');
  const wished = { ...questionAgain(at, from), reasons: [...questionAgain(at, from).reasons, 'patient-request'] };
  const { errors, warnings } = examineReceiver(network, wished, to, 'institution');
  const { pair, right } = describeReceiver(network, wished, to);
  const ranked = explanation.ranked.find(({ institution }) => institution === to.code);
  const excluded = explanation.excluded.find(({ institution }) => institution === to.code);
  const hopsLeft = terms.count('redirect.maxHops') - row.hop - 1;
  return {
    institution: to.code,
    name: to.name,
    possible: errors.length === 0 && hopsLeft >= 0,
    errors,
    warnings,
    entitlement: right.entitlement,
    entitlementNow: row.entitlement,
    hopsLeft: Math.max(0, hopsLeft),
    verdict: verdictView(judgeReceiver(row.verdict, { to, pair, moment: 'choice', network, at: terms.now }), false),
    verdictNow: verdictView(row.verdict, false),
    ...(ranked ? { criteria: ranked.criteria } : {}),
    ...(excluded ? { excluded: excluded.reason } : {}),
  };
}
