import type { Unit } from '#contracts/parts.js';
import type { ReferralRow } from '../store/referral.row.js';

/** What of a referral changes on its way and is told by the view of its episode. Instants are ISO texts. */
export interface LegFacts {
  toCounty: string;
  toInstitution: string;
  toDepartment: string;
  toPractitioner: string | null;
  hop: number;
  validUntil: string | null;
  verdict: string;
  unit: Unit | null;
  parts: Unit[] | null;
  holdUntil: string | null;
  waitPosition: number | null;
  firstContactAt: string | null;
  owner: { institution: string; role: string; practitioner?: string } | null;
  dueAt: string | null;
  dueKind: string | null;
  arrivedAt: string | null;
  outcome: string | null;
  followUpNeeded: boolean | null;
  returnedAt: string | null;
  acknowledgedAt: string | null;
}

/** The facts of a referral as its row tells them. */
export function factsOf(row: ReferralRow): LegFacts {
  const { ownerInstitution, ownerRole, ownerPractitioner, progress } = row;
  const { toCounty, toInstitution, toDepartment, toPractitioner, hop, unit, parts, dueKind } = row;
  return {
    toCounty,
    toInstitution,
    toDepartment,
    toPractitioner,
    hop,
    validUntil: instant(row.validUntil),
    verdict: row.verdict.verdict,
    unit,
    parts,
    holdUntil: instant(row.holdUntil),
    waitPosition: row.wait?.position ?? null,
    firstContactAt: progress.firstContactAt ?? null,
    owner:
      ownerInstitution && ownerRole
        ? {
            institution: ownerInstitution,
            role: ownerRole,
            ...(ownerPractitioner ? { practitioner: ownerPractitioner } : {}),
          }
        : null,
    dueAt: instant(row.dueAt),
    dueKind,
    arrivedAt: instant(row.arrivedAt),
    outcome: progress.outcome ?? null,
    followUpNeeded: progress.followUpNeeded ?? null,
    returnedAt: instant(row.returnedAt),
    acknowledgedAt: instant(row.acknowledgedAt),
  };
}

/**
 * What a step made of a referral, as its history keeps it: every fact that has changed, all of them where a draft is
 * submitted. Told one after the other they give what was known at any minute; null where nothing changed.
 */
export function becameOf(before: ReferralRow, after: ReferralRow): Partial<LegFacts> | null {
  const now = factsOf(after);
  if (before.state === 'draft') return now;
  const then = factsOf(before);
  const changed = Object.entries(now).filter(([name, value]) => !same(value, then[name as keyof LegFacts]));
  return changed.length > 0 ? (Object.fromEntries(changed) as Partial<LegFacts>) : null;
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
