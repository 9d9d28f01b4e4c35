import { handBackBody, type Plan } from './hand-back-body';

const plan: Plan = {
  finalDiagnosis: [{ system: 'icd-10', version: '2019', code: 'I25.1', name: '冠心病', rank: 1 }],
  mainResults: 'r',
  treatmentCourse: 't',
  conditionAtTransfer: 'stable',
  nextPlan: 'n',
  rehabAdvice: 'walk',
  warningSigns: 'w',
  medications: [],
  followUpDueAt: '2026-03-20',
  monitoring: [],
  operations: [],
  endedAt: '2026-03-10T09:00:00+08:00',
  inpatient: false,
  consentMethod: 'paper',
} as Plan;
const now = '2026-03-10T10:00:00+08:00';

describe('handBackBody', () => {
  it('links the hand-back to the referral that it answers and leaves empty lists out', () => {
    const body = handBackBody(plan, { patientId: 'p', parentReferralId: 'up' }, now);
    expect(body).toMatchObject({ direction: 'down', parentReferralId: 'up', patientId: 'p' });
    expect(body.down).toMatchObject({ visitAt: plan.endedAt, medications: [] });
    expect(body.down).not.toHaveProperty('monitoring');
    expect(body.down).not.toHaveProperty('endedAt');
    expect(body).not.toHaveProperty('to');
  });

  it('names the discharge of a stay, and the house that was chosen', () => {
    const stay = { ...plan, inpatient: true, admissionAt: '2026-03-05T09:00:00+08:00', institution: '990101T01' };
    const body = handBackBody(stay, { patientId: 'p' }, now);
    expect(body.down).toMatchObject({ dischargeAt: plan.endedAt, admissionAt: stay.admissionAt });
    expect(body.down).not.toHaveProperty('visitAt');
    expect(body.to).toEqual({ institution: '990101T01', deptCode: '02' });
  });
});
