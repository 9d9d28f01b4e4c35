import { adviceQuestion, visitBody } from './values';

const NOW = '2026-03-06T00:20:00.000Z';
const angina = { system: 'icd-10' as const, version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };

describe('a first visit', () => {
  it('asks the criteria what is known, and nothing else', () => {
    expect(adviceQuestion({ patientId: 'p' }, NOW)).toEqual({ patientId: 'p' });
    const typed = { patientId: 'p', diagnoses: [angina], vitals: { sbp: 190 }, findings: { symptoms: [] } };
    expect(adviceQuestion(typed, NOW)).toEqual({ ...typed, vitals: { sbp: 190, at: NOW } });
  });

  it('is sent without what was left empty', () => {
    const body = visitBody(
      { patientId: 'p', diagnoses: [angina], complaint: ' ', vitals: { at: NOW }, overrule: {} as never },
      NOW,
    );
    expect(body).toEqual({ patientId: 'p', diagnoses: [angina] });
  });
});
