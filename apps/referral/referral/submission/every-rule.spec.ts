import { Problem } from '#service/problem/problem.js';
import { aDownForm, anApplicant, anUpForm, NOW, someFacts } from '../../../../test/referral/a-form.js';
import { DOCTORS } from '../../../../test/referral/a-network.js';
import { mendEmergency } from '../form/emergency.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { type Applicant, judgeForm, limitsFor } from './submission.js';

/**
 * One row for each rule of domain §4.8 that a form can break by itself: what it says for U3, and what of it is left for
 * U1. The others need a database: V07 (store), V08 (reservation), V09 (HTTP), V10 (patients), V14 (sealing).
 */
interface Row {
  rule: string;
  breaks: string;
  form: SubmitReferral;
  applicant?: Applicant;
  /** `field code` of the refusal, `warning code`, or a right that is lost. */
  U3: string;
  U1: 'warning' | 'derived' | 'not needed' | 'skipped' | 'refused' | 'waived';
}

const IN_SEVEN_DAYS = new Date(NOW.getTime() + 7 * 86_400_000);
const CONTACT = { name: 'Li Si', relation: 'family', phone: '12012345678' } as const;
const VITALS = { at: NOW.toISOString(), sbp: 90, dbp: 60 };
const up = (change: Partial<NonNullable<SubmitReferral['up']>>) => ({ ...anUpForm().up!, vitals: VITALS, ...change });
const to = (institution: string) => ({ to: { institution, deptCode: '03.04' } });
const whole = (change: Partial<SubmitReferral> = {}) => anUpForm({ contact: CONTACT, up: up({}), ...change });
const child = anApplicant({ facts: someFacts({ birthDate: '2015-06-15' }) });
const stranger = anApplicant({ facts: someFacts({ contract: null }) });
const hospital = anApplicant(
  {},
  { institution: 'H01', practitioner: DOCTORS.hospital, roles: ['hospital-doctor'], departments: ['03.04'] },
);
const [LEADING] = anUpForm().up!.provisionalDiagnosis!;
const CHILD_ALONE = { consent: { ...anUpForm().consent, type: 'patient' as const } };

const ROWS: readonly Row[] = [
  {
    rule: 'V01',
    breaks: 'goes to an equal as if it were above',
    form: whole({ ...to('H02'), origin: 'hospital' }),
    applicant: hospital,
    U3: 'to.institution wrong-direction',
    U1: 'derived',
  },
  {
    rule: 'V02',
    breaks: 'passes over a tier without a reason',
    form: whole(to('C01')),
    U3: 'to.institution tier-skipped',
    U1: 'warning',
  },
  {
    rule: 'V04',
    breaks: 'leaves consortium and agreements (V03)',
    form: whole(to('H09')),
    U3: 'to.institution out-of-network',
    U1: 'warning',
  },
  {
    rule: 'V05',
    breaks: 'comes without a contract',
    form: whole(to('H01')),
    applicant: stranger,
    U3: 'open no-active-contract',
    U1: 'not needed',
  },
  {
    rule: 'V06',
    breaks: 'wants what the receiver does not have',
    form: whole({ ...to('H01'), requested: { ...anUpForm().requested!, pool: 'exam', examItem: 'ct' } }),
    U3: 'to.institution no-exam-item',
    U1: 'warning',
  },
  {
    rule: 'V11',
    breaks: 'is signed in the future',
    form: whole({ ...to('H01'), signedAt: '2026-03-06T12:00:00+08:00' }),
    U3: 'signedAt future',
    U1: 'warning',
  },
  {
    rule: 'V12',
    breaks: 'has the consent of a child alone',
    form: whole({ ...to('H01'), ...CHILD_ALONE }),
    applicant: child,
    U3: 'consent.type guardian',
    U1: 'warning',
  },
  {
    rule: 'V12',
    breaks: 'goes without consent',
    form: whole({ ...to('H01'), consent: { ...anUpForm().consent, type: 'emergency-waiver' } }),
    U3: 'consent.type waiver',
    U1: 'waived',
  },
  {
    rule: 'V13',
    breaks: 'lacks what only an emergency may lack',
    form: whole({ ...to('H01'), up: up({ presentIllness: undefined }) }),
    U3: 'up.presentIllness required',
    U1: 'warning',
  },
  {
    rule: 'V16',
    breaks: 'has a disease that is to be seen first here',
    form: whole({ ...to('H01'), up: up({ provisionalDiagnosis: [{ ...LEADING!, code: 'I10' }] }) }),
    U3: 'warning treatable-here',
    U1: 'skipped',
  },
];

interface Said {
  refused: string[];
  warned: string[];
  right: string;
  direction?: string;
}

/** What the service says of the form in a class, after an emergency's form was mended. */
function saidOf(given: SubmitReferral, urgencyClass: 'U1' | 'U3', applicant = anApplicant()): Said {
  const { form, facts, warnings } = mendEmergency({ ...given, urgencyClass }, applicant, limitsFor(applicant));
  try {
    const judged = judgeForm(form, { ...applicant, facts }, () => IN_SEVEN_DAYS);
    const { entitlement, reasons } = judged.receiver.right;
    const warned = [...warnings, ...judged.warnings].map(({ rule, code }) => `${rule} ${code}`);
    return { refused: [], warned, right: `${entitlement} ${reasons.join(' ')}`, direction: form.direction };
  } catch (error) {
    if (!(error instanceof Problem) || !error.errors) throw error;
    return { refused: error.errors.map(({ field, code, rule }) => `${rule} ${field} ${code}`), warned: [], right: '' };
  }
}

describe('every rule of the form, for U3 and for U1 (domain §4.8)', () => {
  it('lets the form pass that breaks none, in both classes', () => {
    for (const urgencyClass of ['U1', 'U3'] as const) {
      expect(saidOf(whole(to('H01')), urgencyClass)).toMatchObject({ refused: [], warned: [] });
    }
  });

  it.each(ROWS)('$rule: U3 that $breaks: $U3', ({ rule, form, applicant, U3 }) => {
    const { refused, warned, right } = saidOf(form, 'U3', applicant);
    const [kind, code] = U3.split(' ');
    if (kind === 'warning') expect([refused, warned]).toEqual([[], [`${rule} ${code}`]]);
    else if (kind === 'open') expect([refused, right]).toEqual([[], U3]);
    else expect(refused).toContain(`${rule} ${U3}`);
  });

  it.each(ROWS)('$rule: U1 that $breaks goes on: $U1', ({ rule, form, applicant, U1 }) => {
    const { refused, warned, right, direction } = saidOf(form, 'U1', applicant);
    expect(refused).toEqual([]);
    expect(right).toMatch(/^emergency/);
    const ofRule = warned.filter((one) => one.startsWith(rule));
    expect(ofRule).toHaveLength(U1 === 'warning' ? 1 : 0);
    if (U1 === 'derived') expect(direction).toBe('lateral');
  });

  it('V15: nobody is handed back as an emergency, or to a hospital', () => {
    const handBack = (form: SubmitReferral) => () => judgeForm(form, hospital, () => IN_SEVEN_DAYS);
    expect(handBack(aDownForm())).not.toThrow();
    expect(handBack(aDownForm({ urgencyClass: 'U1' }))).toThrow('rules');
    expect(handBack(aDownForm({ to: { institution: 'H02' } }))).toThrow('rules');
  });
});
