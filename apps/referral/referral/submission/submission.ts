import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { type FieldError, forbidden, type Problem, rulesBroken } from '#service/problem/problem.js';
import type { Outlook } from '../../availability/outlook.js';
import { type Advised, adviceOn } from '../../criteria/advice/advised.js';
import { leadingCode } from '../../diagnosis/leading.js';
import { examsOf, isBlocking, needlessExams, type RecognisedResult } from '../../exam/recognition.js';
import { judgeCase } from '../../gate/verdict/case.js';
import type { Verdict } from '../../gate/verdict/verdict.js';
import type { Institution } from '../../network/institution.entity.js';
import type { Network } from '../../network/network.js';
import { isUpperHospital } from '../../network/tiers.js';
import { type RouteChoice, type RouteExplanation, route } from '../../routing/route.js';
import { type FormSetting, formFaults, toFollow } from '../form/form.rules.js';
import { handBackNotes, teamFaults } from '../form/hand-back.js';
import { type FormLimits, formLimits } from '../form/limits.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import type { Warning } from '../store/referral.row.js';
import { gateCaseOf } from './gate-case.js';
import { type Case, questionOf, referenceFaults, requestOf } from './question.js';
import {
  candidatesWith,
  describeReceiver,
  examineReceiver,
  type Findings,
  type Question,
  type Receiver,
  withBundle,
} from './receiver.js';

/** Receivers that may follow the first (domain §8.3). */
const ALTERNATIVES = 3;

/** Everything a submission is judged by. */
export interface Applicant {
  principal: Principal;
  facts: Case;
  network: Network;
  now: Date;
  /** What is left at the candidates, as far as it is known. */
  outlooks?: readonly Outlook[];
}

/** A form that may be submitted: where it goes, with which right, and what the gates said. */
export interface Judged {
  question: Question;
  receiver: Receiver;
  /** Codes of the receiver and of what may be tried after it. */
  choices: string[];
  candidates: ReturnType<typeof candidatesWith>;
  explanation: RouteExplanation;
  verdict: Verdict;
  warnings: Warning[];
  /** Undefined where no criteria were asked. */
  advised?: Advised;
  /** An emergency's form that must be completed within 24 hours (T37). */
  isIncomplete: boolean;
  validUntil: Date | null;
}

/**
 * Judges a form: V01–V06, V11–V16, route and verdict (domain §3.2, §4.8, §8.1). Pure.
 * @throws Problem 403 without the right to refer, 422 with every rule that is broken
 */
export function judgeForm(
  form: SubmitReferral,
  applicant: Applicant,
  validUntilAt: (receiver: Institution) => Date | null,
): Judged {
  const { facts, network, now, outlooks } = applicant;
  const from = senderOf(applicant, form.urgencyClass === 'U1');
  const question = questionOf(form, facts, from, now);
  const own = formFaults(form, settingOf(applicant));
  const { advised, faults } = adviceOn(form, facts, question, network);
  const repeated = repeatsOf(form, facts, question);
  const dead = deathOf(form, facts);
  const errors = [
    ...own.errors,
    ...referenceFaults(form, facts),
    ...dead.errors,
    ...repeated.errors,
    ...faults,
    ...teamFaults(form, network),
  ];
  const explanation = route(network, requestOf(network, question, form, facts, now), now, outlooks);
  const ranking = explanation.ranked.map((one) => one.institution);
  const capable = withBundle(network, question, ranking);
  // An emergency goes somewhere even if nobody has what it needs; that nobody has it stays as a warning (V06).
  const isStranded = capable.length === 0 && form.urgencyClass === 'U1';
  const ranked = isStranded ? somewhere(network, ranking, from) : capable;
  const named = namedBy(form, ranked);
  const examined = named.map((code, at) => examine(network, question, code, fieldOf(at)));
  errors.push(...examined.flatMap((one) => one.errors));
  const choices = [
    ...named,
    ...nextOf(form, ranked, (code) => examine(network, question, code, '').errors.length === 0),
  ];
  const to = network.institution(choices[0] ?? '');
  if (!to && choices.length === 0) errors.push(nobody(question, explanation));
  const validUntil = to ? validUntilAt(to) : null;
  errors.push(...windowFaults(form, validUntil));
  if (errors.length > 0 || !to) throw brokenRules(errors, ranked, facts.recognised);
  const receiver = describeReceiver(network, question, to);
  const warnings = [
    ...(examined[0]?.warnings ?? []),
    ...own.warnings,
    ...repeated.warnings,
    ...dead.warnings,
    ...handBackNotes(form, facts, network, to.code, question.day),
    ...treatableHere(form, network, question, advised),
  ];
  return {
    question,
    receiver,
    choices,
    candidates: candidatesWith(receiver.right.entitlement, network, question, choices),
    explanation: { ...explanation, choice: choiceOf(form, choices, ranked) },
    verdict: judgeCase(network, gateCaseOf(form, applicant, question, receiver, validUntil)),
    warnings,
    ...(advised ? { advised } : {}),
    isIncomplete: own.warnings.length > 0,
    validUntil,
  };
}

/**
 * The institution that refers. An emergency is sent by whoever is with the patient, also from a house that the register
 * does not know (yet); else a doctor must have the right.
 * @throws Problem 403
 */
export function senderOf({ principal, network, now }: Omit<Applicant, 'facts'>, emergency = false): Institution {
  const from = network.institution(principal.institution);
  const signs = network.hasRight(principal.practitioner, principal.institution, 'refer-out', localDate(now));
  if (from && (emergency || signs)) return from;
  if (emergency) return unregistered(principal);
  throw forbidden('NO_RIGHT_TO_REFER', 'You are not registered here with the right to refer.');
}

/** A house that is not in the register, taken for the smallest that starts emergencies. */
function unregistered({ county, institution: code }: Principal): Institution {
  const named = { county, code, name: code, nameEn: code, type: 'prehospital-station', tier: 2 } as const;
  const said = { level: 0, grade: null, ownership: 'public', divisionCode: county, phone: null } as const;
  return { ...named, ...said, online: true, validFrom: '1970-01-01', validTo: null };
}

/** The limits that hold where the form is written. */
export function limitsFor({ principal, network, now }: Applicant): FormLimits {
  const { county, institution } = principal;
  return formLimits(network.rules, { county, institution }, localDate(now));
}

/** What the form is looked at with. */
function settingOf(applicant: Applicant): FormSetting {
  const { principal, facts, now } = applicant;
  const { roles, county } = principal;
  return { roles, county, birthDate: facts.birthDate, now, limits: limitsFor(applicant) };
}

/** Exams that a recognised result makes needless; nobody in danger is held up by that. */
function repeatsOf(form: SubmitReferral, { recognised = [] }: Case, { wish }: Question): Findings {
  const faults = needlessExams(examsOf(wish), recognised, form.repeats ?? []);
  if (isBlocking(form.urgencyClass)) return { errors: faults, warnings: [] };
  return { errors: [], warnings: faults.map(toFollow) };
}

/**
 * Nothing is sent to the dead (domain §10). One person's word made it known, and a visit since takes it back: only who is
 * in danger is not asked for one.
 */
function deathOf({ urgencyClass }: SubmitReferral, { diedAt }: Case): Findings {
  if (!diedAt) return { errors: [], warnings: [] };
  const message = `The patient is recorded as dead since ${diedAt.toISOString()}: if that is wrong, record a visit first.`;
  const fault = { field: 'patientId', code: 'died', message, rule: '§10' };
  return isBlocking(urgencyClass) ? { errors: [fault], warnings: [] } : { errors: [], warnings: [fault] };
}

/** Where an emergency goes when nobody is left: to a hospital that is closed or offline before it goes to no one. */
function somewhere(network: Network, ranking: readonly string[], { code: here }: Institution): string[] {
  if (ranking.length > 0) return [...ranking];
  const minutesTo = (code: string) => network.travelMinutes(here, code) ?? Number.MAX_SAFE_INTEGER;
  const hospitals = network.all().flatMap(({ code, tier }) => (isUpperHospital(tier) && code !== here ? [code] : []));
  const nearest = hospitals.sort((a, b) => minutesTo(a) - minutesTo(b) || (a < b ? -1 : 1))[0];
  // The house itself at last: its own desk is called, and the ladder climbs until somebody answers.
  return [nearest ?? here];
}

/** The doctor's receiver, else the first of the ranking; then the doctor's alternatives. */
function namedBy(form: SubmitReferral, ranked: readonly string[]): string[] {
  const first = form.to?.institution ?? ranked[0];
  if (first === undefined) return [];
  const next = form.autoNext === false ? [] : (form.alternatives ?? []).map((one) => one.institution);
  return [...new Set([first, ...next])];
}

/** Where the doctor named no alternatives, the next of the ranking that keep the rules. */
function nextOf(form: SubmitReferral, ranked: readonly string[], fits: (code: string) => boolean): string[] {
  if (form.autoNext === false || form.alternatives?.length) return [];
  const first = form.to?.institution ?? ranked[0];
  return ranked.filter((code) => code !== first && fits(code)).slice(0, ALTERNATIVES);
}

/** Who chose the receiver, and what would have been first. */
function choiceOf(
  { to }: SubmitReferral,
  [institution = '', ...alternatives]: string[],
  ranked: readonly string[],
): RouteChoice {
  const insteadOf = ranked[0] !== undefined && ranked[0] !== institution ? { insteadOf: ranked[0] } : {};
  return { institution, by: to ? 'sender' : 'routing', ...insteadOf, alternatives };
}

const fieldOf = (at: number): string => (at === 0 ? 'to.institution' : `alternatives.${at - 1}.institution`);

export function examine(network: Network, question: Question, code: string, field: string) {
  const institution = network.institution(code);
  if (institution) return examineReceiver(network, question, institution, field);
  return {
    errors: [{ field, code: 'unknown', message: `There is no institution ${code} in the network.` }],
    warnings: [],
  };
}

/** Nobody is left of the candidates: what stood in the way of those who were nearest to it. */
export function nobody({ deptCode }: Question, { excluded }: Pick<RouteExplanation, 'excluded'>): FieldError {
  if (excluded.some(({ reason }) => reason === 'tier-skipped')) {
    const message =
      'Only a higher tier can take this patient; passing over a tier needs a reason: critical, no-subject, no-equipment.';
    return { field: 'to', code: 'tier-skipped', message, rule: 'V02' };
  }
  const message = `No institution of the network can take this patient in department ${deptCode}.`;
  if (excluded.some(({ reason }) => reason === 'not-in-network')) {
    return { field: 'to', code: 'out-of-network', message, rule: 'V04' };
  }
  return { field: 'to', code: 'no-candidate', message, rule: 'V06' };
}

/** A unit must start before the referral's validity ends (domain §4.4, §7.9). */
export function windowFaults({ requested }: Pick<SubmitReferral, 'requested'>, validUntil: Date | null): FieldError[] {
  if (!requested || !validUntil || new Date(requested.latest) <= validUntil) return [];
  const message = `The window ends after the referral's validity, ${validUntil.toISOString()}.`;
  return [{ field: 'requested.latest', code: 'after-validity', message }];
}

/** V16: the disease is to be seen first at this tier and no criterion speaks for going up. The doctor decides; it is kept. */
function treatableHere(form: SubmitReferral, network: Network, { from, day }: Question, advised?: Advised): Warning[] {
  const leading = leadingCode(form.up?.provisionalDiagnosis);
  if (form.direction !== 'up' || form.urgencyClass === 'U1' || !leading || advised?.forUp) return [];
  const tier = network.firstVisitTier(leading, day);
  if (tier === undefined || tier > from.tier) return [];
  return [{ rule: 'V16', code: 'treatable-here', message: `${leading} is to be seen first at tier ${tier}.` }];
}

export function brokenRules(
  errors: FieldError[],
  ranked: readonly string[],
  recognised: readonly RecognisedResult[] = [],
): Problem {
  const more = {
    ...(errors.some((error) => error.rule === 'V06') ? { alternatives: ranked.slice(0, ALTERNATIVES) } : {}),
    ...(errors.some((error) => error.code === 'recognised-result') ? { recognised } : {}),
  };
  const detail = 'The referral breaks rules of the form or of the network: see errors.';
  return rulesBroken(detail, errors, more);
}
