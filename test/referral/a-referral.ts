import { v7 } from 'uuid';
import { APPROVAL_DEFAULTS } from '../../apps/referral/approval/defaults.js';
import { ESCALATION_LIMITS } from '../../apps/referral/migrations/escalation-limits.js';
import { LATER_LIMITS } from '../../apps/referral/migrations/later-limits.js';
import { MACHINE_LIMITS } from '../../apps/referral/migrations/machine-limits.js';
import { LINK_LIMITS, NEWER_LIMITS } from '../../apps/referral/migrations/newer-limits.js';
import { REFERRAL_LIMITS } from '../../apps/referral/migrations/referral-limits.js';
import type { Terms } from '../../apps/referral/referral/deadline/terms.js';
import { CHAIN_START } from '../../apps/referral/referral/history/chain.js';
import { enter, move, type Passage } from '../../apps/referral/referral/road/road.js';
import type { ReferralRow } from '../../apps/referral/referral/store/referral.row.js';
import { NO_HOLIDAYS } from './calendars.js';

const HOUR = 3_600_000;
const UNITS = { m: 'minutes', h: 'hours', d: 'days', wh: 'working-hours' } as const;

/** The limits that the migration ships, at an instant. */
export function defaultTerms(now: Date): Terms {
  const later = [...APPROVAL_DEFAULTS, ...MACHINE_LIMITS, ...LATER_LIMITS, ...NEWER_LIMITS, ...LINK_LIMITS].map(
    (row) => [row.key, row.value] as const,
  );
  const value = (key: string) =>
    [...REFERRAL_LIMITS, ...ESCALATION_LIMITS, ...later].find(([known]) => known === key)?.[1];
  return {
    now,
    calendar: NO_HOLIDAYS,
    limit: (key) => {
      const [, amount = '', unit = ''] = /^(\d+)(m|h|d|wh)$/.exec(String(value(key))) ?? [];
      return { amount: Number(amount), unit: UNITS[unit as keyof typeof UNITS] };
    },
    count: (key) => Number(value(key)),
    flag: (key) => value(key) === true,
  };
}

/** An up-referral of County A before its submission. */
export function aDraft(now: Date, change: Partial<ReferralRow> = {}): ReferralRow {
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
  const row = {
    county: '990101',
    id: v7(),
    referralNo: `99010120260306U${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}0`,
    version: 0,
    state: 'draft',
    stateSince: now,
    direction: 'up',
    purpose: 'visit',
    origin: 'family-doctor',
    urgencyClass: 'U3',
    patientId: v7(),
    episodeId: v7(),
    parentReferralId: null,
    onwardOf: null,
    firstVisitEncounterId: null,
    teleconsultationId: null,
    fromInstitution: '990101T01',
    fromDepartment: '02',
    fromPractitioner: v7(),
    fromRole: 'family-doctor',
    toCounty: '990101',
    toInstitution: '990101H01',
    toDepartment: '03.04',
    toPractitioner: null,
    previousInstitution: null,
    previousCounty: null,
    handoffCounty: null,
    handoffInstitution: null,
    consortiumId: null,
    teamId: null,
    entitlement: 'family-doctor',
    requested: {
      pool: 'expert-slot',
      deptCode: '03.04',
      earliest: at(24).toISOString(),
      latest: at(120).toISOString(),
    },
    candidates: [
      { county: '990101', institution: '990101H01' },
      { county: '990101', institution: '990101H02' },
    ],
    autoNext: true,
    explanation: {},
    verdict: {
      verdict: 'compliant-expected',
      reasons: [],
      penalty: false,
      ruleSetVersion: 'test',
      inputs: { referral: null },
    },
    warnings: [],
    advice: null,
    matchedCriteria: [],
    adviceInputSealed: null,
    ruleSetVersion: 'test',
    hop: 0,
    unit: null,
    parts: null,
    holdUntil: null,
    wait: null,
    options: null,
    pending: null,
    progress: {},
    submittedAt: now,
    validUntil: at(168),
    warnAt: null,
    decideBy: at(4),
    noDecisionAt: at(8),
    placeBy: null,
    arrivedAt: null,
    returnedAt: null,
    acknowledgedAt: null,
    ownerInstitution: null,
    ownerRole: null,
    ownerPractitioner: null,
    dueAt: null,
    dueKind: null,
    escalation: null,
    alertAt: null,
    marks: {},
    formSealed: 'intl.k1.AAAA',
    outcomeSealed: null,
    chainHash: CHAIN_START,
  } as unknown as ReferralRow;
  return { ...row, ...change };
}

/** The draft after T02, and whatever else `change` says about it. */
export function submitted(draft: ReferralRow, terms: Terms, change: Partial<ReferralRow> = {}): Passage {
  const who = {
    code: 'R',
    id: draft.fromPractitioner,
    role: 'family-doctor',
    institution: draft.fromInstitution,
  } as const;
  return move(enter(draft), { event: 'submitted', transition: 'T02', to: 'submitted', who, change }, terms);
}
