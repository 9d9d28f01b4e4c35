import { bodyOf, emergencyBody, filled, without } from './body';
import type { Values } from './values';

const NOW = '2026-03-06T00:20:00.000Z';
const form: Values = {
  patientId: 'p',
  urgencyClass: 'U4',
  criticalCentre: 'stroke',
  requested: { pool: 'expert-slot', deptCode: '03.04', examItem: 'ct' },
  up: {
    chiefComplaint: 'Chest tightness',
    presentIllness: '  ',
    allergies: [],
    reasonCode: ['diag-unclear'],
    maternal: { gestWeeks: 30, riskColour: 'red' },
    infectious: { suspected: false, disease: 'A15.0' },
    vitals: { sbp: 152, at: '' },
  },
};

describe('the form as the API takes it', () => {
  it('leaves out what is empty, and what belongs to another answer', () => {
    expect(bodyOf(form, NOW)).toEqual({
      patientId: 'p',
      urgencyClass: 'U4',
      requested: { pool: 'expert-slot', deptCode: '03.04' },
      up: {
        chiefComplaint: 'Chest tightness',
        reasonCode: ['diag-unclear'],
        infectious: { suspected: false },
        vitals: { sbp: 152, at: NOW },
      },
    });
  });

  it('keeps the centre of an emergency, and the kind of what is wanted', () => {
    const urgent = bodyOf({ ...form, urgencyClass: 'U2', requested: { pool: 'exam', examItem: 'ct' } }, NOW);
    expect(urgent).toMatchObject({ criticalCentre: 'stroke', requested: { pool: 'exam', examItem: 'ct' } });
  });

  it('tells "none of these signs" from "nobody has looked"', () => {
    expect(filled({ findings: { symptoms: [], pregnant: undefined } })).toEqual({ findings: { symptoms: [] } });
    expect(filled({ findings: {} })).toBeUndefined();
  });

  it('goes on without the fields that were refused', () => {
    const contact = { name: 'Li', phone: '12', relation: 'son' };
    const results = [{ kind: 'ecg' }, { kind: 'lab', item: 'troponin' }];
    const half = { patientId: 'p', contact, up: { keyResults: results } } as unknown as Values;
    const fewer = without(half, ['contact.phone', 'up.keyResults.0.item']);
    expect(fewer).toEqual({
      patientId: 'p',
      contact: { name: 'Li', relation: 'son' },
      up: { keyResults: [results[1]] },
    });
    expect(without(fewer, ['contact.phone'])).not.toHaveProperty('contact');
  });

  it('sends an emergency without a wish that names no department', () => {
    const { requested, ...rest } = bodyOf(form, NOW);
    expect(emergencyBody({ ...rest, requested: { pool: 'expert-slot' } }).requested).toBeUndefined();
    expect(emergencyBody({ ...rest, requested })).toHaveProperty('requested', requested);
  });
});
