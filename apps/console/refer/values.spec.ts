import { carriedBack } from './came-back';
import { allowedBy, blank, carriedOver, joined, onClass, originOf, windowFor } from './values';

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

  it('needs no consent for an emergency, and asks for it again where it is none', () => {
    const first = blank({ patientId: 'p', roles: [], now: NOW });
    const emergency = { ...first, ...onClass('U1', first, NOW) };
    expect(emergency).toMatchObject({ consent: { type: 'emergency-waiver', method: 'paper' } });
    expect(emergency.requested).toMatchObject({ pool: 'expert-slot', latest: '2026-03-07T00:20:00.000Z' });
    expect(onClass('U3', emergency, NOW).consent).toMatchObject({ type: 'patient', method: 'paper' });
  });

  it('begins with a visit of which nothing can be read', () => {
    expect(carriedOver({ id: 'v' }, undefined)).toEqual({ firstVisitEncounterId: 'v', up: {} });
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

  it('begins where an approval lets the patient go, and keeps the window that was proposed', () => {
    const approval = { id: 'a', toInstitution: '990102H01', deptCode: '03.04' };
    const form = joined(blank({ patientId: 'p', roles: [], now: NOW }), allowedBy(approval as never));
    expect(form).toMatchObject({ approvalId: 'a', to: { institution: '990102H01' } });
    expect(form.requested).toMatchObject({ deptCode: '03.04', pool: 'expert-slot', earliest: expect.any(String) });
  });

  it('brings back history and medicines of who was handed back and goes up again', () => {
    const down = {
      finalDiagnosis: [{ code: 'I20.0', name: '不稳定型心绞痛', rank: 1 }],
      mainResults: 'LDL 3.4',
      treatmentCourse: 'Statin started',
      medications: [{ name: 'Clopidogrel', dose: '75 mg', freq: 'qd', days: 28 }],
    };
    const before = {
      up: { pastHistory: 'Hypertension', allergies: ['penicillin'], currentMedications: ['amlodipine'] },
    };
    const first = blank({ patientId: 'p', roles: [], now: NOW, parentReferralId: 'd' });
    const { up, parentReferralId } = joined(first, carriedBack({ down } as never, before as never));
    expect(parentReferralId).toBe('d');
    expect(up).toMatchObject({ allergies: ['penicillin'], currentMedications: ['Clopidogrel 75 mg qd'] });
    expect(up?.pastHistory).toMatch(/^Hypertension\n.*不稳定型心绞痛/);
    expect(up?.treatmentCourse).toBe('LDL 3.4\nStatin started');
  });
});
