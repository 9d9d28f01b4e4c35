import type { Direction, Entitlement, Pool, ReferralState, UrgencyClass } from '#contracts/codes.js';
import type { BundleRelation, Candidate, NoUnit, Unit, UnitOption, WaitPlace } from '#contracts/parts.js';
import type { MatchedCriterion } from '../../criteria/advice/advice.js';
import type { KeptAdvice } from '../../criteria/advice/kept.js';
import type { Verdict, VerdictCode } from '../../gate/verdict/verdict.js';
import type { RouteExplanation } from '../../routing/route.js';
import type { Climb } from '../escalation/ladder.js';
import type { CriticalCentreKind, Origin, Outcome, Purpose, RepeatReason } from '../form/form.codes.js';
import type { ActorCode } from '../machine/vocabulary.js';

/** Who acted, as history and messages say it. */
export interface Who {
  code: ActorCode;
  /** Practitioner id; `system` for timers and automatic steps. */
  id: string;
  role: string;
  institution: string;
  /** The referring doctor in whose place a deputy, clerk or team member acts. */
  onBehalfOf?: string;
  /** Who wrote down what the patient wished. */
  recordedBy?: { id: string; role: string };
}

/** A request that reservation has not answered yet. */
export interface Pending {
  request: 'confirmation' | 'unit' | 'reschedule' | 'wait';
  who: Who;
  sessionId?: string;
}

/** What is wanted of a pool; times are ISO instants. */
export interface Wish {
  pool: Pool;
  deptCode: string;
  doctorId?: string;
  /** Chosen while the form was filled: tried before any other. */
  preferredSession?: string;
  earliest: string;
  latest: string;
  examItem?: string;
  bedClass?: string;
  /** What must be had together with it. */
  bundle?: WishPart[];
}

export interface WishPart {
  pool: Pool;
  deptCode?: string;
  examItem?: string;
  bedClass?: string;
  when: BundleRelation;
  withinDays?: number;
}

/** Facts that few steps need. Times are ISO instants. */
export interface Progress {
  /** Times the form was returned for information (T04, at most two). */
  returns?: number;
  /** Minutes of the decision's time that were left when the form was returned (T05). */
  decideMinutesLeft?: number;
  extended?: boolean;
  queried?: boolean;
  /** Nobody decided and no candidate is left: until then the desk finds a way (domain §8.3). */
  wayBy?: string;
  /** The unit came by the wait list: a lapse leads back to it. */
  unitFromWaitList?: boolean;
  /** The unit that the hospital took away last (T13): whatever is told about it comes late. */
  lostUnit?: string;
  /** T06, of the present receiver: nobody arrives before it (V11). */
  acceptedAt?: string;
  firstContactAt?: string;
  dischargeAt?: string;
  outcome?: Outcome | 'no-show';
  followUpNeeded?: boolean;
  /** The receiver asks for the follow-up within so many days of its outcome. */
  followUpDays?: number;
  /** Side that ended the referral before it was treated. */
  endedBy?: ActorCode;
  endingAcknowledged?: boolean;
  /** T19, once. */
  reopened?: boolean;
  /** The hand-back after which the patient had to be referred up again, within the time that counts as bounce-back. */
  bounceBackOf?: string;
  /** The decision takes twice its time, redirects included: medical affairs is not enough any more (T15). */
  decideCapAt?: string;
  /** T34: somebody of the centre has taken note of the emergency. */
  alertAcknowledgedAt?: string;
  /** The emergency is to be handed on: who asked for it, and until when the other centre answers (domain §5.3). */
  handOff?: { who: Who; reason?: string; dueAt?: string };
  /** Until when the form of an emergency is to be completed; gone once it is (T37). */
  formDueAt?: string;
  /** T32: written down after the arrival. */
  retro?: boolean;
  arrivedAmbulanceAt?: string;
  handoverDoneAt?: string;
  /** F01: the patient has left the hospital. */
  departedAt?: string;
  /** F02: when the team tried in vain. */
  contactAttempts?: string[];
  /** F03: medical affairs says that the referral was entered in error; the office of the consortium answers in time. */
  voidRequest?: { at: string; institution: string; office?: string; dueAt?: string };
  /** When the death of the patient became known. */
  patientDiedAt?: string;
}

/** A rule that was not kept but does not stop a referral (domain §4.8, W). */
export interface Warning {
  rule: string;
  code: string;
  message: string;
  /** The field of the form that it is about. */
  field?: string;
}

/** What the head of the form says that others than its readers need to know: codes only (domain §4.1). */
export interface Marks {
  greenChannel?: true;
  criticalCentre?: CriticalCentreKind;
  /** An infection is suspected: the receiver keeps the patient apart. */
  isolation?: true;
  /** Neither consortium nor agreement joins the two sides (V04). */
  outOfNetwork?: true;
  /** Exams that are booked although a recognised result holds, and why (domain §4.7). */
  repeats?: { item: string; reason: RepeatReason }[];
  /** The fund has approved the disease as chronic-special: the referral holds for a year (domain §7.9). */
  chronicSpecial?: true;
  signedAt?: string;
  /** SHA-256 over who signed, when, and the sealed content of the form. */
  signature?: string;
}

/** A row of the table `referral`. */
export interface ReferralRow {
  county: string;
  id: string;
  referralNo: string;
  /** One more with every event. */
  version: number;
  state: ReferralState;
  stateSince: Date;
  direction: Direction;
  purpose: Purpose;
  origin: Origin;
  urgencyClass: UrgencyClass;
  patientId: string;
  episodeId: string;
  parentReferralId: string | null;
  /** The parent, where its patient was in care at the sender: V07 counts beside it (T27). */
  onwardOf: string | null;
  firstVisitEncounterId: string | null;
  /** The answered teleconsultation that this referral follows. */
  teleconsultationId: string | null;
  fromInstitution: string;
  fromDepartment: string;
  fromPractitioner: string;
  /** Role in which the doctor referred. */
  fromRole: string;
  toCounty: string;
  toInstitution: string;
  toDepartment: string;
  toPractitioner: string | null;
  /** Receiver before the last redirect: keeps a trace, as its responsibility stays until the new acceptance (T15). */
  previousInstitution: string | null;
  previousCounty: string | null;
  /** The centre that is asked to take an emergency over. */
  handoffCounty: string | null;
  handoffInstitution: string | null;
  consortiumId: string | null;
  /** Contract team on the way up, receiving team on the way down. */
  teamId: string | null;
  entitlement: Entitlement;
  requested: Wish | null;
  /** `to` and what has not been tried yet, best first. */
  candidates: Candidate[];
  autoNext: boolean;
  explanation: RouteExplanation;
  verdict: Verdict;
  warnings: Warning[];
  /** What the criteria said at submit, and whether the doctor decided otherwise; null where they were not asked. */
  advice: KeptAdvice | null;
  /** All criteria that held, the most urgent first. */
  matchedCriteria: MatchedCriterion[];
  /** What they were asked with, sealed with the key of `fromInstitution`. */
  adviceInputSealed: string | null;
  ruleSetVersion: string;
  /** Redirects so far. */
  hop: number;
  unit: Unit | null;
  /** What is had together with it. */
  parts: Unit[] | null;
  /** End of the hold; null without a unit and once it is booked. */
  holdUntil: Date | null;
  wait: (WaitPlace & { reasons: NoUnit[] }) | null;
  options: UnitOption[] | null;
  pending: Pending | null;
  progress: Progress;
  submittedAt: Date;
  /** Null for U1: never expires. */
  validUntil: Date | null;
  /** When its doctor is told that the validity ends soon; null once there is nothing left to tell. */
  warnAt: Date | null;
  decideBy: Date;
  /** Without a decision by then the next candidate is asked (domain §8.3); null where that may not happen. */
  noDecisionAt: Date | null;
  placeBy: Date | null;
  arrivedAt: Date | null;
  returnedAt: Date | null;
  acknowledgedAt: Date | null;
  ownerInstitution: string | null;
  ownerRole: string | null;
  ownerPractitioner: string | null;
  dueAt: Date | null;
  dueKind: string | null;
  /** Its open items, the one of its state first, and how far each has been told up the ladder. */
  escalation: Climb[] | null;
  /** When the next alert is due. */
  alertAt: Date | null;
  marks: Marks;
  /** The form (domain §4), sealed with the key of `fromInstitution`. */
  formSealed: string;
  /** The outcome (domain §4.6), sealed with the key of the receiver that returned it. */
  outcomeSealed: string | null;
  chainHash: string;
}

/** A row as a list reads it: without sealed texts and without the reasons of its route. */
export type ListedRow = Omit<
  ReferralRow,
  | 'formSealed'
  | 'outcomeSealed'
  | 'explanation'
  | 'verdict'
  | 'warnings'
  | 'advice'
  | 'matchedCriteria'
  | 'adviceInputSealed'
> & {
  verdictCode: VerdictCode;
};

/** No unit, no wait place, no open request: what remains of supply when a referral ends or goes elsewhere. */
export const EMPTY_HANDS = {
  unit: null,
  parts: null,
  holdUntil: null,
  wait: null,
  options: null,
  pending: null,
} as const;

const UNTAKEN: readonly ReferralState[] = ['rejected', 'cancelled', 'expired'];

/** False where it ended before anybody had taken the patient: the receiver keeps the trace alone (migration 0009). */
export function wasTaken({ state, placeBy, arrivedAt }: Pick<ReferralRow, 'state' | 'placeBy' | 'arrivedAt'>): boolean {
  return !UNTAKEN.includes(state) || placeBy !== null || arrivedAt !== null;
}
