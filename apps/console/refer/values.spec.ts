import { blank, carriedOver, joined, originOf, windowFor } from './values';

const NOW = Date.parse('2026-03-06T00:20:00.000Z');

describe('a new form', () => {
  it('has the origin that the role refers with', () => {
    expect(originOf(['family-doctor', 'primary-doctor'])).toBe('family-doctor');
    expect(originOf(['primary-doctor'])).toBe('primary-other');
    expect(originOf(['team-member'])).toBe('family-doctor');
  });

  it('proposes the window of its class', () => {
    expect(windowFor('U3', NOW)).toEqual({ earliest: '2026-03-06T00:20:00.000Z', latest: '2026-03-09T00:20:00.000Z' });
  });

  it('asks the guardian of a child', () => {
    const child = blank({ patientId: 'p', roles: ['primary-doctor'], now: NOW, isMinor: true });
    expect(child).toMatchObject({ origin: 'primary-other', consent: { type: 'guardian' }, urgencyClass: 'U4' });
  });

  it('carries over what the first visit found', () => {
    const visit = { id: 'v', complaint: 'x'.repeat(120), diagnoses: [], vitals: { sbp: 150, at: 'then' } };
    const more = carriedOver(visit as never, { symptoms: [] });
    const form = joined(blank({ patientId: 'p', roles: [], now: NOW }), more);
    expect(form.firstVisitEncounterId).toBe('v');
    expect(form.findings).toEqual({ symptoms: [] });
    expect(form.up?.chiefComplaint).toHaveLength(100);
    expect(form.up?.presentIllness).toHaveLength(120);
    expect(form.up?.vitals).toEqual({ sbp: 150, at: 'then' });
  });
});
