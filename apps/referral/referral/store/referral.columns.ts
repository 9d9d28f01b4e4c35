import type { ReferralRow } from './referral.row.js';

/** Columns that a step may change. */
const CHANGING = {
  version: 'version',
  state: 'state',
  stateSince: 'state_since',
  toCounty: 'to_county',
  toInstitution: 'to_institution',
  toPractitioner: 'to_practitioner',
  toDepartment: 'to_department',
  previousInstitution: 'previous_institution',
  previousCounty: 'previous_county',
  handoffCounty: 'handoff_county',
  handoffInstitution: 'handoff_institution',
  entitlement: 'entitlement',
  candidates: 'candidates',
  verdict: 'verdict',
  hop: 'hop',
  unit: 'unit',
  parts: 'parts',
  holdUntil: 'hold_until',
  wait: 'wait',
  options: 'options',
  pending: 'pending',
  progress: 'progress',
  marks: 'marks',
  validUntil: 'valid_until',
  warnAt: 'warn_at',
  decideBy: 'decide_by',
  noDecisionAt: 'no_decision_at',
  placeBy: 'place_by',
  arrivedAt: 'arrived_at',
  returnedAt: 'returned_at',
  acknowledgedAt: 'acknowledged_at',
  ownerInstitution: 'owner_institution',
  ownerRole: 'owner_role',
  ownerPractitioner: 'owner_practitioner',
  dueAt: 'due_at',
  dueKind: 'due_kind',
  escalation: 'escalation',
  alertAt: 'alert_at',
  outcomeSealed: 'outcome_sealed',
  chainHash: 'chain_hash',
} as const satisfies Partial<Record<keyof ReferralRow, string>>;

/** Columns that stay as they were submitted. */
const FIXED = {
  county: 'county',
  id: 'id',
  referralNo: 'referral_no',
  direction: 'direction',
  purpose: 'purpose',
  origin: 'origin',
  urgencyClass: 'urgency_class',
  patientId: 'patient_id',
  episodeId: 'episode_id',
  parentReferralId: 'parent_referral_id',
  onwardOf: 'onward_of',
  firstVisitEncounterId: 'first_visit_encounter_id',
  teleconsultationId: 'teleconsultation_id',
  fromInstitution: 'from_institution',
  fromDepartment: 'from_department',
  fromPractitioner: 'from_practitioner',
  fromRole: 'from_role',
  consortiumId: 'consortium_id',
  teamId: 'team_id',
  requested: 'requested',
  autoNext: 'auto_next',
  explanation: 'explanation',
  warnings: 'warnings',
  advice: 'advice',
  matchedCriteria: 'matched_criteria',
  adviceInputSealed: 'advice_input_sealed',
  ruleSetVersion: 'rule_set_version',
  submittedAt: 'submitted_at',
  formSealed: 'form_sealed',
} as const satisfies Partial<Record<keyof ReferralRow, string>>;

type Column = [field: keyof ReferralRow, column: string];

const ALL = Object.entries({ ...FIXED, ...CHANGING } satisfies Record<keyof ReferralRow, string>) as Column[];
const CHANGES = Object.entries(CHANGING) as Column[];

/** `referral.id AS "id", …`: a row in the shape of {@link ReferralRow}. */
export const SELECTED = ALL.map(([field, column]) => `referral.${column} AS "${field}"`).join(', ');

const HEAVY: readonly string[] = [
  'form_sealed',
  'outcome_sealed',
  'explanation',
  'verdict',
  'warnings',
  'advice',
  'matched_criteria',
  'advice_input_sealed',
];

/** A row without its sealed texts and the reasons of its route: what a list shows. */
export const LISTED = [
  ...ALL.filter(([, column]) => !HEAVY.includes(column)).map(([field, column]) => `referral.${column} AS "${field}"`),
  `referral.verdict ->> 'verdict' AS "verdictCode"`,
].join(', ');

export const INSERTED = ALL.map(([, column]) => column).join(', ');

/** `version = new.version, …` */
export const UPDATED = CHANGES.map(([, column]) => `${column} = new.${column}`).join(', ');

/** A row as `json_populate_recordset` takes it. */
export function toRecord(row: ReferralRow): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [field, column] of ALL) record[column] = row[field];
  return record;
}

/** Only what {@link UPDATED} needs: the form and the explanation stay where they are. */
export function toChange(row: ReferralRow): Record<string, unknown> {
  const record: Record<string, unknown> = { county: row.county, id: row.id };
  for (const [field, column] of CHANGES) record[column] = row[field];
  return record;
}
