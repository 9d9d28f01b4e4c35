import { adviceQuestion, routeQuestion, unitQuestion, verdictQuestion } from './questions';
import type { Values } from './values';

const form: Values = {
  patientId: 'p',
  direction: 'up',
  urgencyClass: 'U3',
  origin: 'family-doctor',
  purpose: 'visit',
  firstVisitEncounterId: 'v',
  requested: { pool: 'expert-slot', deptCode: '03.04', earliest: 'a', latest: 'b' },
  up: {
    reasonCode: ['no-equipment'],
    provisionalDiagnosis: [{ system: 'icd-10', version: 's', code: 'I20.9', name: '', rank: 1 }],
  },
};

describe('what is asked while a form is filled', () => {
  it('ranks hospitals once a department is named', () => {
    expect(routeQuestion(form)).toMatchObject({ deptCode: '03.04', diagnosis: 'I20.9', reasonCode: ['no-equipment'] });
    expect(routeQuestion({ ...form, requested: { pool: 'expert-slot' } })).toBeUndefined();
  });

  it('ranks hospitals for an emergency without waiting for anything', () => {
    const question = routeQuestion({ patientId: 'p', urgencyClass: 'U1', criticalCentre: 'stroke' });
    expect(question).toEqual({ direction: 'up', urgencyClass: 'U1', deptCode: '20', criticalCentre: 'stroke' });
  });

  it('judges a hospital by the referral that is thought of', () => {
    expect(verdictQuestion(form, 'H1', 6000)).toMatchObject({
      institution: 'H1',
      careType: 'outpatient',
      eligibleCostFen: 600_000,
      referral: { origin: 'family-doctor', firstVisitEncounterId: 'v' },
    });
    expect(verdictQuestion({ ...form, purpose: 'admission' }, 'H1').careType).toBe('inpatient');
  });

  it('looks for units under the name by which they are published', () => {
    expect(unitQuestion(form)).toEqual({ pool: 'expert-slot', group: '03.04', from: 'a', to: 'b' });
    expect(unitQuestion({ ...form, requested: { pool: 'exam', examItem: 'ct', deptCode: '32' } })?.group).toBe('ct');
    const bed = { pool: 'inpatient-bed', deptCode: '21', bedClass: 'rehab' } as const;
    expect(unitQuestion({ ...form, requested: bed })?.group).toBe('21.rehab');
    expect(unitQuestion({ ...form, requested: { pool: 'exam', deptCode: '32' } })).toBeUndefined();
  });

  it('asks the criteria what is known', () => {
    expect(adviceQuestion({ patientId: 'p' })).toEqual({ patientId: 'p' });
    expect(adviceQuestion(form)).toMatchObject({ diagnoses: [{ code: 'I20.9' }], reasonCode: ['no-equipment'] });
  });
});
