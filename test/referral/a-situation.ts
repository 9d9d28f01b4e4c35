import { Problem } from '#service/problem/problem.js';
import type { ActorCode } from '../../apps/referral/referral/machine/vocabulary.js';
import type { Situation } from '../../apps/referral/referral/road/situation.js';
import type { ReferralRow } from '../../apps/referral/referral/store/referral.row.js';
import { aNetwork } from './a-network.js';
import { aDraft, defaultTerms, submitted } from './a-referral.js';

/** A submitted referral from T01 to cardiology of H01, with H02 left to try, as seen by `actors` at `now`. */
export function situation(now: Date, actors: ActorCode[], change: Partial<ReferralRow> = {}): Situation {
  const candidates = ['H01', 'H02'].map((institution) => ({ county: '990101', institution }));
  const draft = aDraft(now, { fromInstitution: 'T01', toInstitution: 'H01', candidates });
  const { row } = submitted(draft, defaultTerms(now));
  return {
    row: { ...row, ...change },
    actors,
    network: aNetwork(),
    terms: defaultTerms(now),
    who: (code) => ({ code, id: code, role: code, institution: 'H01' }),
    seal: (text) => `sealed:${text.length}`,
    sealOutcome: (text) => `sealed:${text.length}`,
  };
}

/** Status and code with which the work is refused. */
export function refusal(work: () => unknown): [status: number, code: string] {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return [error.status, error.code];
    throw error;
  }
  throw new Error('nothing was refused');
}
