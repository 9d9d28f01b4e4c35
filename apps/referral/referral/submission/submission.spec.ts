import { Problem } from '#service/problem/problem.js';
import { aDownForm, anApplicant, anUpForm, NOW, PATIENT, someFacts } from '../../../../test/referral/a-form.js';
import { aNetwork, DOCTORS } from '../../../../test/referral/a-network.js';
import { aDraft } from '../../../../test/referral/a-referral.js';
import type { SubmitReferral } from '../form/referral.dto.js';
import { draftReferral } from './draft.js';
import type { Case } from './question.js';
import { type Applicant, judgeForm } from './submission.js';

const IN_SEVEN_DAYS = new Date(NOW.getTime() + 7 * 86_400_000);
const judge = (form: SubmitReferral, applicant: Applicant = anApplicant()) =>
  judgeForm(form, applicant, () => IN_SEVEN_DAYS);

/** Field, code and rule of everything that is refused. */
function refusals(form: SubmitReferral, applicant?: Applicant): string[] {
  try {
    judge(form, applicant);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.errors ?? []).map(({ field, code, rule }) => [field, code, rule].filter(Boolean).join(' '));
  }
}

const up = (change: Partial<NonNullable<SubmitReferral['up']>>) => ({ ...anUpForm().up!, ...change });
const to = (institution: string) => ({ to: { institution, deptCode: '03.04' } });
const hospital = () =>
  anApplicant(
    {},
    { institution: 'H01', practitioner: DOCTORS.hospital, roles: ['hospital-doctor'], departments: ['03.04'] },
  );
const village = () => anApplicant({}, { institution: 'V01', practitioner: DOCTORS.village, roles: ['primary-doctor'] });

describe('a form at submit (domain §4.8)', () => {
  it('goes to the first of the ranking, with the next ones to be tried, out of the reserve', () => {
    const judged = judge(anUpForm());
    expect(judged.choices).toEqual(['H01', 'H02']);
    expect(judged.receiver.right.entitlement).toBe('family-doctor');
    expect(judged.verdict).toMatchObject({ verdict: 'compliant-expected', penalty: false });
    expect(judged.warnings).toEqual([]);
  });

  it('goes to the doctor’s choice alone where autoNext is off', () => {
    expect(judge(anUpForm({ ...to('H02'), autoNext: false })).candidates).toEqual([
      { county: '990101', institution: 'H02' },
    ]);
  });

  it('V01: refuses an up-referral to an equal', () => {
    expect(refusals(anUpForm({ ...to('H02'), origin: 'hospital' }), hospital())).toContain(
      'to.institution wrong-direction V01',
    );
  });

  it('V02: refuses to pass over a tier without a reason, and takes one', () => {
    expect(refusals(anUpForm(to('C01')))).toEqual(['to.institution tier-skipped V02']);
    expect(judge(anUpForm({ ...to('C01'), up: up({ reasonCode: ['no-equipment'] }) })).receiver.institution.code).toBe(
      'C01',
    );
  });

  it('V03, V04: refuses a pair without consortium or agreement, unless the patient wishes it', () => {
    expect(refusals(anUpForm(to('H09')))).toEqual(['to.institution out-of-network V04']);
    const wished = judge(anUpForm({ ...to('H09'), up: up({ reasonCode: ['patient-request'] }) }));
    expect(wished.verdict).toMatchObject({ verdict: 'out-of-network', penalty: true });
  });

  it('V04: lets whoever came from outside of the network go back to the house that referred, and to no other', () => {
    const apart = aNetwork({ members: [] });
    const referredBy = (fromInstitution: string) =>
      someFacts({ parent: aDraft(NOW, { patientId: PATIENT, fromInstitution, toInstitution: 'H01' }) });
    const home = aDownForm({ to: { institution: 'T01' } });
    const from = (facts: Case) => ({ ...hospital(), network: apart, facts });
    expect(refusals(home, from(referredBy('V01')))).toEqual(['to.institution out-of-network V04']);
    expect(judge(home, from(referredBy('T01'))).choices).toEqual(['T01']);
    const { to: _named, ...unnamed } = home;
    expect(judge(unnamed, from(referredBy('T01'))).choices).toEqual(['T01']);
  });

  it('V05: gives no reserve to a doctor outside of the contract team, to no contract, to another origin', () => {
    const outside = someFacts({ contract: { id: 'c', teamId: 't', institution: 'T01', doctorInTeam: false } });
    const entitlementOf = (form: SubmitReferral, applicant: Applicant) => judge(form, applicant).receiver.right;
    expect(entitlementOf(anUpForm(), anApplicant({ facts: outside }))).toMatchObject({
      entitlement: 'open',
      reasons: ['doctor-not-in-team'],
    });
    expect(entitlementOf(anUpForm(), anApplicant({ facts: someFacts({ contract: null }) })).reasons).toEqual([
      'no-active-contract',
    ]);
    const skipped = anUpForm({ origin: 'primary-other', up: up({ reasonCode: ['no-subject'] }) });
    expect(entitlementOf(skipped, village()).reasons).toContain('other-origin');
  });

  it('V06: refuses a receiver without the supply and names those that have it', () => {
    const exam = { ...anUpForm().requested!, pool: 'exam' as const, examItem: 'ct' };
    expect(refusals(anUpForm({ ...to('H01'), requested: exam }))).toContain('to.institution no-exam-item V06');
    const beds = { ...anUpForm().requested!, pool: 'inpatient-bed' as const, bedClass: 'general' };
    expect(refusals(anUpForm({ requested: beds }))).toEqual(['to no-candidate V06']);
  });

  it('V11: refuses a consent of the future', () => {
    const consent = { ...anUpForm().consent, at: '2026-03-06T10:30:00+08:00' };
    expect(refusals(anUpForm({ consent }))).toEqual(['consent.at future V11']);
  });

  it('V12: wants a guardian below 14 years, and a waiver only for U1', () => {
    const child = anApplicant({ facts: someFacts({ birthDate: '2015-06-15' }) });
    expect(refusals(anUpForm(), child)).toEqual(['consent.type guardian V12', 'contact required']);
    const consent = { ...anUpForm().consent, type: 'emergency-waiver' };
    expect(refusals(anUpForm({ consent }))).toEqual(['consent.type waiver V12']);
  });

  it('V13: wants vital signs of the last day for U2', () => {
    expect(refusals(anUpForm({ urgencyClass: 'U2' }))).toEqual(['up.vitals required V13']);
    const vitals = { at: '2026-03-04T10:00:00+08:00', sbp: 90, dbp: 95 };
    expect(refusals(anUpForm({ urgencyClass: 'U2', up: up({ vitals }) }))).toEqual([
      'up.vitals.at age',
      'up.vitals.sbp not-above-dbp',
    ]);
  });

  it('V15: takes a hand-back to the contracted team, and only to a primary institution', () => {
    const parent = { parent: null };
    expect(judge(aDownForm(), { ...hospital(), facts: someFacts(parent) }).choices).toEqual(['T01']);
    expect(refusals(aDownForm({ to: { institution: 'H02' } }), hospital())).toContain(
      'to.institution wrong-direction V01',
    );
  });

  it('V16: keeps the finding that the disease is to be seen first here', () => {
    const hypertension = { ...anUpForm().up!.provisionalDiagnosis![0]!, code: 'I10' };
    expect(judge(anUpForm({ up: up({ provisionalDiagnosis: [hypertension] }) })).warnings).toMatchObject([
      { rule: 'V16' },
    ]);
  });

  it('turns V01–V06 into warnings for U1', () => {
    const vitals = { at: '2026-03-06T09:55:00+08:00', sbp: 90, dbp: 60 };
    const judged = judge(anUpForm({ ...to('H09'), urgencyClass: 'U1', up: up({ vitals }) }));
    expect(judged.warnings).toMatchObject([{ rule: 'V04' }, { rule: 'V13', field: 'contact' }]);
    expect(judged.receiver.right.entitlement).toBe('emergency');
  });

  it('V13: takes an emergency with a complaint alone, and keeps what is to follow', () => {
    const { up: whole, requested: _, firstVisitEncounterId: __, ...rest } = anUpForm({ urgencyClass: 'U1' });
    const bare = { ...rest, up: { chiefComplaint: whole!.chiefComplaint } };
    const nobody = anApplicant({ facts: someFacts({ visit: null, contract: null, birthDate: '2020-01-01' }) });
    const judged = judge(bare, nobody);
    expect(judged).toMatchObject({ choices: ['H01', 'H02', 'C01', 'H09'], question: { deptCode: '20' } });
    expect(judged.receiver.right.entitlement).toBe('emergency');
    expect(judged.warnings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['V06', 'V12', 'V13']));
    expect(refusals({ ...bare, urgencyClass: 'U3', ...to('H01') })).toEqual(
      expect.arrayContaining(['up.presentIllness required V13', 'up.reasonCode required V13', 'requested required']),
    );
  });

  it('sends an emergency to the nearest hospital when nobody has the department', () => {
    const requested = { ...anUpForm().requested!, deptCode: '05.02' };
    expect(judge(anUpForm({ urgencyClass: 'U1', requested })).choices[0]).toBe('H01');
    expect(refusals(anUpForm({ requested }))).toEqual(['to no-candidate V06']);
  });

  it('sends an emergency to a hospital that is offline or closed before it sends it to nobody', () => {
    const none = (change: object) =>
      aNetwork({
        institutions: aNetwork()
          .all()
          .map((one) => ({ ...one, ...change })),
      });
    const offline = anApplicant({ network: none({ online: false }) });
    const judged = judge(anUpForm({ urgencyClass: 'U1' }), offline);
    expect(judged.choices).toEqual(['H01']);
    expect(judged.warnings.map(({ code }) => code)).toContain('not-in-service');
    const closed = anApplicant({ network: none({ validTo: '2026-01-01' }) });
    expect(judge(anUpForm({ urgencyClass: 'U1' }), closed).choices).toEqual(['H01']);
    expect(refusals(anUpForm(), offline)).toEqual(['to no-candidate V06']);
  });

  it('calls the own desk where the county has no other hospital', () => {
    const institutions = aNetwork()
      .all()
      .filter(({ code, tier }) => tier < 3 || code === 'H01');
    const alone = { ...hospital(), network: aNetwork({ institutions, capabilities: [] }) };
    expect(judge(anUpForm({ urgencyClass: 'U1', origin: 'hospital' }), alone).choices).toEqual(['H01']);
  });

  it('takes an emergency from a house that the register does not know', () => {
    const stranger = anApplicant({}, { institution: 'A99', roles: ['prehospital-staff'] });
    const urgent = anUpForm({ urgencyClass: 'U1', origin: 'prehospital' });
    expect(judge(urgent, stranger).receiver.institution.tier).toBeGreaterThan(2);
    expect(() => judge(anUpForm({ urgencyClass: 'U2' }), stranger)).toThrow(Problem);
  });

  it('refers no dead patient, but nobody in danger waits for the proof of his life', () => {
    const dead = anApplicant({ facts: someFacts({ diedAt: NOW }) });
    expect(refusals(anUpForm(), dead)).toEqual(['patientId died §10']);
    expect(refusals(aDownForm(), { ...hospital(), facts: dead.facts })).toContain('patientId died §10');
    expect(judge(anUpForm({ urgencyClass: 'U1' }), dead).warnings.map(({ code }) => code)).toContain('died');
  });

  it('V15: does not hand an emergency back', () => {
    expect(refusals(aDownForm({ urgencyClass: 'U1' }), hospital())).toEqual(['urgencyClass not-down V15']);
  });

  it('holds for a year for a disease that the fund has approved, not for one that the form tells of', () => {
    const made = {
      id: PATIENT,
      referralNo: '',
      formSealed: '',
      signature: '',
      signedAt: '',
      warnings: [],
      seal: String,
    };
    const daysOf = (change: object, chronicSpecial: string[]) => {
      const coverage = { scheme: 'resident', poolingArea: '990101', chronicSpecial, aidCategory: null } as const;
      const form = anUpForm({ urgencyClass: 'U4', ...change });
      const { row } = draftReferral(form, anApplicant({ facts: someFacts({ coverage }) }), made);
      return Math.round(((row.validUntil?.getTime() ?? 0) - NOW.getTime()) / 86_400_000);
    };
    expect(daysOf({}, ['coronary'])).toBe(365);
    expect(daysOf({}, ['diabetes'])).toBe(30);
    expect(daysOf({ coverage: { scheme: 'resident', chronicSpecial: ['coronary'] } }, [])).toBe(30);
    expect(daysOf({ urgencyClass: 'U3' }, ['coronary'])).toBe(7);
  });

  it('says chain-broken where the first visit is missing, and still goes on: nobody is refused care', () => {
    const form = anUpForm({ firstVisitEncounterId: undefined });
    expect(judge(form, anApplicant({ facts: someFacts({ visit: null }) })).verdict).toMatchObject({
      verdict: 'chain-broken',
    });
  });

  it('refuses a visit and a parent of somebody else', () => {
    const stranger = { ...someFacts().visit!, patientId: 'somebody-else' };
    expect(refusals(anUpForm(), anApplicant({ facts: someFacts({ visit: stranger }) }))).toEqual([
      'firstVisitEncounterId unknown',
    ]);
    expect(refusals(anUpForm({ parentReferralId: PATIENT }))).toEqual(['parentReferralId unknown']);
  });

  it('refuses a window that is over, upside down, or later than the validity', () => {
    const requested = (earliest: string, latest: string) => ({
      requested: { ...anUpForm().requested!, earliest, latest },
    });
    expect(refusals(anUpForm(requested('2026-03-01T08:00:00+08:00', '2026-03-02T08:00:00+08:00')))).toEqual([
      'requested.latest past',
    ]);
    expect(refusals(anUpForm(requested('2026-03-10T08:00:00+08:00', '2026-03-09T08:00:00+08:00')))).toEqual([
      'requested.latest order',
    ]);
    expect(refusals(anUpForm(requested('2026-03-10T08:00:00+08:00', '2026-03-20T08:00:00+08:00')))).toEqual([
      'requested.latest after-validity',
    ]);
  });

  it('refuses an origin of another role, a form of another direction, and a doctor without the right to refer', () => {
    expect(refusals(anUpForm({ origin: 'hospital' }))).toEqual(['origin not-your-role']);
    expect(refusals({ ...aDownForm(), up: anUpForm().up }, hospital())).toEqual(['up foreign']);
    expect(() => judge(anUpForm(), anApplicant({}, { practitioner: DOCTORS.nurse }))).toThrow('right to refer');
  });
});

describe('the body of a hand-back (domain §4.5)', () => {
  const down = (change: Partial<NonNullable<SubmitReferral['down']>>) =>
    aDownForm({ down: { ...aDownForm().down!, ...change } });

  it.each([
    ['an end of the stay', { dischargeAt: undefined }, 'down.dischargeAt required'],
    ['dates in order', { admissionAt: '2026-03-08T10:00:00+08:00' }, 'down.admissionAt order V11'],
    ['a discharge within three days', { dischargeAt: '2026-03-10T10:00:00+08:00' }, 'down.dischargeAt too-far'],
    ['a follow-up within 14 days', { followUpDueAt: '2026-03-25' }, 'down.followUpDueAt too-far'],
    ['medicines for 14 to 28 days', { medicationSupplyDays: 7 }, 'down.medicationSupplyDays range'],
  ])('wants %s', (_, change, refusal) => {
    expect(refusals(down(change), hospital())).toEqual([refusal]);
  });

  it('wants what is to be watched for hypertension and diabetes', () => {
    const finalDiagnosis = [{ ...aDownForm().down!.finalDiagnosis[0]!, code: 'I10' }];
    expect(refusals(down({ finalDiagnosis }), hospital())).toEqual(['down.monitoring required']);
  });
});
