import { picked } from './picked';

const angina = { system: 'icd-10' as const, version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };
const pressure = {
  system: 'icd-10' as const,
  version: 'sample',
  code: 'I10',
  name: '原发性高血压',
  nameEn: 'Hypertension',
};

describe('picked diagnoses', () => {
  it('are ranked in their order; the first leads', () => {
    const both = picked(['I20.9', 'I10'], [angina], [pressure]);
    expect(both.map(({ code, rank }) => [code, rank])).toEqual([
      ['I20.9', 1],
      ['I10', 2],
    ]);
    expect(picked(['I10'], both, []).map(({ code, rank }) => [code, rank])).toEqual([['I10', 1]]);
  });

  it('hold what the API takes and no more', () => {
    expect(picked(['I10'], [], [pressure])).toEqual([
      { system: 'icd-10', version: 'sample', code: 'I10', name: '原发性高血压', rank: 1 },
    ]);
  });

  it('leave out what nobody found', () => {
    expect(picked(['X99'], [angina], [pressure])).toEqual([]);
  });
});
