import type { FieldError } from '#service/problem/problem.js';
import type { EligibilityFacts } from '../../gate/eligibility.store.js';
import type { Network } from '../../network/network.js';
import type { Warning } from '../store/referral.row.js';
import type { FormLimits } from './limits.js';
import type { SubmitReferral } from './referral.dto.js';

/**
 * A hand-back with what it need not say: the team under contract first, else one of the house that receives; medicines for
 * as long as usual (domain §4.5).
 */
export function completeHandBack(
  form: SubmitReferral,
  facts: EligibilityFacts,
  network: Network,
  limits: FormLimits,
  day: string,
): SubmitReferral {
  const { direction, down, to } = form;
  if (direction !== 'down' || !down) return form;
  const home = to?.institution ?? facts.contract?.institution ?? facts.homeInstitution;
  const team = facts.contract?.teamId ?? network.teamsAt(home, day)[0]?.id;
  const { receivingTeamId = team, medicationSupplyDays = limits.supplyDays.usual } = down;
  return { ...form, down: { ...down, receivingTeamId, medicationSupplyDays } };
}

/** A team that does not exist. */
export function teamFaults({ down }: SubmitReferral, network: Network): FieldError[] {
  if (!down?.receivingTeamId || network.team(down.receivingTeamId)) return [];
  return [{ field: 'down.receivingTeamId', code: 'unknown', message: 'There is no such team.' }];
}

/** What the receiver should know: another team than the one under contract, medicines that its house does not keep. */
export function handBackNotes(
  { down }: SubmitReferral,
  facts: EligibilityFacts,
  network: Network,
  receiver: string,
  day: string,
): Warning[] {
  if (!down) return [];
  const contracted = facts.contract?.teamId;
  const other = contracted !== undefined && down.receivingTeamId !== contracted;
  const kept = network.departments(receiver, day).flatMap(({ drugs = [] }) => drugs.map((drug) => drug.toLowerCase()));
  const missing = down.medications.flatMap(({ name }, at) =>
    kept.length > 0 && !kept.some((drug) => name.toLowerCase().includes(drug)) ? [at] : [],
  );
  return [
    ...(other ? [{ ...OTHER_TEAM, field: 'down.receivingTeamId' }] : []),
    ...missing.map((at) => ({ ...NOT_KEPT, field: `down.medications.${at}.name` })),
  ];
}

const OTHER_TEAM = { rule: '§4.5', code: 'other-team', message: 'Another team than the one under contract receives.' };
const NOT_KEPT = { rule: '§4.5', code: 'not-on-drug-list', message: 'The receiver does not keep this medicine.' };
