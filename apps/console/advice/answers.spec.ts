import { answered, fieldAt, placeOf } from './answers';

describe('the answers to what criteria ask', () => {
  it('stand where the API takes them', () => {
    expect(placeOf('course.remeasured')).toEqual(['findings', 'course', 'remeasured']);
    expect(placeOf('patient.pregnant')).toEqual(['findings', 'pregnant']);
    expect(placeOf('vitals.sbp')).toBeUndefined();
    expect(placeOf('symptoms')).toBeUndefined();
  });

  it('are found again by their place', () => {
    for (const field of ['course.remeasured', 'patient.pregnant', 'here.screening', 'results.bruit']) {
      expect(fieldAt(placeOf(field)!.join('.'))).toBe(field);
    }
  });

  it('stay when they were given, a "no" as well', () => {
    const findings = { pregnant: false, symptoms: ['fever'], course: { painMinutes: 20, atTarget: undefined } };
    expect(answered(findings)).toEqual(['findings.pregnant', 'findings.course.painMinutes']);
    expect(answered(undefined)).toEqual([]);
  });
});
