import type { CatalogueLine } from './catalogue.dto.js';
import { editionFaults } from './catalogue.js';

const line = (range: string, tier: 1 | 2 = 2): CatalogueLine => {
  const [icd10From = '', icd10To = icd10From] = range.split('-');
  return { icd10From, icd10To, tier };
};
const faults = (...ranges: string[]) =>
  editionFaults(
    ranges.map((range) => line(range)),
    (at) => `lines.${at}`,
  ).map(({ field, code }) => `${field} ${code}`);

describe('an edition of the catalogue of first-visit diseases', () => {
  it('may hold ranges side by side in any order', () => {
    expect(faults('J00-J06', 'I10-I15', 'I16-I19', 'M54')).toEqual([]);
  });

  it.each([
    [['I10-I15', 'I15-I20'], ['lines.1 overlap']],
    [['I20-I25', 'I10-I30'], ['lines.0 overlap']],
    [['I10', 'I10'], ['lines.1 overlap']],
    [
      ['A00-Z99', 'B10', 'C10'],
      ['lines.1 overlap', 'lines.2 overlap'],
    ],
    [['I15-I10'], ['lines.0 order']],
  ])('names the line of %s', (ranges, expected) => {
    expect(faults(...ranges)).toEqual(expected);
  });
});
