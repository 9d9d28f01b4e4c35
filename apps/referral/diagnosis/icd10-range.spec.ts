import { inRanges, isIcdRange, rangesOf } from './icd10-range.js';

describe('ranges of ICD-10', () => {
  it.each([
    ['I10', 'I10-I15', true],
    ['I15.9', 'I10-I15', true],
    ['I16', 'I10-I15', false],
    ['I21.0', 'I21.0', true],
    ['I21.1', 'I21.0', false],
    ['I21.2', 'I21.0-I21.3', true],
    ['J20', 'I20-I25', false],
    ['E11.9', 'I10-I15, E11.9', true],
    ['E11.2', 'I10-I15, E11.9', false],
    ['J44.1', 'J44', true],
    ['E11.3', 'E11.2-E11.5', true],
    ['E11.6', 'E11.2-E11.5', false],
  ])('%s in %s: %s', (code, ranges, inside) => {
    expect(inRanges(code, rangesOf(ranges))).toBe(inside);
  });

  it.each(['', 'I10-', 'I15-I10', 'I10-I15.9', 'i10', 'I10;I15'])('%p is no range', (range) => {
    expect(isIcdRange(range)).toBe(false);
  });
});
