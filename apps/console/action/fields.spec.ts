import { ACTION_FORMS } from './action-forms';
import { bodyOf, type Field, fieldOf } from './fields';

const up = { direction: 'up', urgencyClass: 'U3', transition: 'T07' };
const formOf = (name: string): readonly Field[] => ACTION_FORMS[name]!.fields(up);

describe('bodyOf', () => {
  it('puts each answer in its place, on top of what the action says', () => {
    const typed = { reason: 'no-capacity', 'alternative.institution': '990101H02', 'alternative.advice': ' go ' };
    expect(bodyOf(formOf('reject'), typed, { decision: 'reject' })).toEqual({
      decision: 'reject',
      reason: 'no-capacity',
      alternative: { institution: '990101H02', advice: 'go' },
    });
  });

  it('sends nothing that is empty, and keeps a no', () => {
    const typed = { text: '  ', outcome: 'dead', followUpNeeded: false, finalDiagnosis: [] };
    expect(bodyOf(formOf('return-outcome'), typed)).toEqual({ outcome: 'dead', followUpNeeded: false });
  });

  it('does not change what the action says', () => {
    const fixed = { wish: { by: 'patient', channel: 'phone' } };
    bodyOf(formOf('cancel-for-patient'), { 'wish.by': 'guardian', reason: 'travel' }, fixed);
    expect(fixed.wish.by).toBe('patient');
  });

  it('makes a list of lines', () => {
    expect(bodyOf(formOf('complete-form'), { 'up.allergies': 'penicillin\n\n iodine ' })).toEqual({
      up: { allergies: ['penicillin', 'iodine'] },
    });
  });
});

describe('fieldOf', () => {
  it('finds the field that a refusal is about', () => {
    expect(fieldOf(formOf('return-outcome'), 'finalDiagnosis.0.code')).toBe('finalDiagnosis');
    expect(fieldOf(formOf('reject'), 'alternative.institution')).toBe('alternative.institution');
    expect(fieldOf(formOf('complete-form'), 'transport')).toBe('transport.mode');
    expect(fieldOf(formOf('reject'), 'other')).toBeUndefined();
  });
});
