import { inputAt, inputsOf } from './inputs';

describe('the inputs of the form', () => {
  it('that a change is about may stand for a part or for what it holds', () => {
    expect(inputsOf({ up: { vitals: { sbp: 150 } } })).toEqual([['up'], ['up', 'vitals'], ['up', 'vitals', 'sbp']]);
    expect(inputsOf({ up: { allergies: ['penicillin'] } })).toContainEqual(['up', 'allergies']);
  });

  it('that an answer names have numbers for places in a list', () => {
    expect(inputAt(['up', 'keyResults', '1', 'at'])).toEqual(['up', 'keyResults', 1, 'at']);
  });
});
