import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { type CursorValue } from '#service/paging/cursor.js';
import type { KeptAdvice } from '../advice/kept.js';
import type { TrialSource } from '../set/criteria-set.dto.js';

/** A case with its sealed input. */
export interface SealedCase {
  id: string;
  institution: string;
  kept: KeptAdvice;
  matched: { id: string }[];
  sealed: string;
  at: Date;
}

const select = (table: string, institution: string, at: string): string =>
  `SELECT id, ${institution} AS institution, advice AS kept, matched_criteria AS matched, advice_input_sealed AS sealed, ${at} AS at
     FROM ${table}
    WHERE county = $1 AND ($2 = '*' OR ${institution} = $2) AND advice IS NOT NULL AND advice_input_sealed IS NOT NULL
      AND ($3::timestamptz IS NULL OR ${at} >= $3) AND ($4::timestamptz IS NULL OR ${at} < $4)
      AND ($5::timestamptz IS NULL OR (${at}, id) > ($5, $6::uuid))
    ORDER BY ${at}, id LIMIT $7`;

const CASES: Record<TrialSource, Statement> = {
  referrals: { name: 'trial-referrals', text: select('referral', 'from_institution', 'submitted_at') },
  visits: { name: 'trial-visits', text: select('encounter', 'institution', 'visited_at') },
};

export interface CasesWanted {
  county: string;
  /** `*` = all of the county. */
  institution: string;
  from?: string;
  to?: string;
  /** Instant and id of the last one of the page before. */
  after: readonly CursorValue[];
  limit: number;
}

/** Cases in the order of their time. */
export function pastCases(tx: EntityManager, source: TrialSource, wanted: CasesWanted): Promise<SealedCase[]> {
  const { county, institution, from, to, after, limit } = wanted;
  const [at = null, id = null] = after;
  return run<SealedCase>(tx, CASES[source], [county, institution, from ?? null, to ?? null, at, id, limit]);
}
