const WHOLE_BPS = 10_000;

/** What a bill means for the patient: advice, the insurer settles. Fen. */
export interface Bill {
  eligibleCostFen: number;
  deductibleFen: number;
  reimbursedFen: number;
  patientFen: number;
}

/**
 * (cost − deductible) × rate, rounded half up to the fen; the patient bears the rest, so that both always add up to the
 * cost. A cost below the deductible uses up only so much of it.
 * @param eligibleCostFen an integer of at most 10^11, as all factors stay exact integers
 */
export function billOf(eligibleCostFen: number, payNowFen: number, rateBps: number): Bill {
  const deductibleFen = Math.min(payNowFen, eligibleCostFen);
  const scaled = (eligibleCostFen - deductibleFen) * rateBps + WHOLE_BPS / 2;
  const reimbursedFen = (scaled - (scaled % WHOLE_BPS)) / WHOLE_BPS;
  return { eligibleCostFen, deductibleFen, reimbursedFen, patientFen: eligibleCostFen - reimbursedFen };
}
