import { keysOf } from '../problem/problem';
import { faultsOf, pathOf } from './faults';

describe('the faults of a refused form', () => {
  it('stand at the inputs of their fields', () => {
    expect(pathOf('up.chiefComplaint')).toEqual(['up', 'chiefComplaint']);
    expect(pathOf('up.vitals')).toEqual(['up', 'vitals', 'sbp']);
    expect(pathOf('overrule')).toEqual(['overrule', 'reason']);
    expect(pathOf('up.provisionalDiagnosis.0.code')).toEqual(['up', 'provisionalDiagnosis']);
    expect(pathOf('up.keyResults.1.at')).toEqual(['up', 'keyResults', '1', 'at']);
  });

  it('of the receiver stand at the list of hospitals', () => {
    for (const field of ['to', 'to.institution', 'alternatives.0.institution'])
      expect(pathOf(field)).toEqual(['where']);
    expect(pathOf('to.deptCode')).toEqual(['requested', 'deptCode']);
  });

  it('are said by their field first, then by their kind', () => {
    const error = { field: 'up.keyResults.0.at', code: 'future', message: '' };
    expect(keysOf(error)).toEqual(['fault.at.up-keyResults-at.future', 'fault.of.future']);
    expect(faultsOf([error])).toEqual([{ path: ['up', 'keyResults', '0', 'at'], error }]);
  });
});
