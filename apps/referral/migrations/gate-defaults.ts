import type { PolicyDefault } from '#service/rules/policy.store.js';

const EXEMPTION = 'domain §3.1 [default]';
const DISEASES = 'domain §3.1; ranges [unverified] sample, to be confirmed by the county';

/** Rule rows of the gates and of the insurance preview. The ladder itself is data of each fund, not a default. */
export const GATE_DEFAULTS: readonly PolicyDefault[] = [
  { key: 'exemption.triage.maxAgeHours', value: 24, source: EXEMPTION },
  { key: 'exemption.postpartum.days', value: 42, source: 'domain §3.1 EX02' },
  { key: 'exemption.child.belowYears', value: 6, source: 'domain §3.1 EX03' },
  { key: 'exemption.revisit.maxDays', value: 90, source: 'domain §3.1 EX04' },
  { key: 'exemption.maternal.diseases', value: ['O00-O99', 'Z32-Z39'], source: DISEASES },
  {
    key: 'exemption.infectious.diseases',
    value: ['A00-A09', 'A15-A28', 'A36-A39', 'A50-A53', 'B15-B24'],
    source: DISEASES,
  },
  { key: 'exemption.severeMental.diseases', value: ['F20-F29', 'F30-F31', 'F84', 'G40'], source: DISEASES },
  { key: 'exemption.severeMental.hospitals', value: [], source: 'domain §3.1 EX07: codes, named by each county' },
  {
    key: 'exemption.chronicSpecial.diseases',
    value: {
      dialysis: ['N17-N19', 'Z49'],
      'chemo-radiotherapy': ['C00-C97', 'Z51'],
      transplant: ['T86', 'Z94'],
      hypertension: ['I10-I15'],
      diabetes: ['E10-E14'],
      coronary: ['I20-I25'],
      stroke: ['I60-I69'],
      copd: ['J40-J44'],
      hepatitis: ['B18', 'K74'],
      tuberculosis: ['A15-A19'],
      'severe-mental': ['F20-F31'],
      haemophilia: ['D66-D68'],
    },
    source: DISEASES,
  },
  {
    key: 'penalty.nonCompliant',
    value: 2000,
    source: 'domain §3.3: principle TL [policy], size in basis points [default]',
  },
  { key: 'deductible.continuous.maxGapDays', value: 3, source: 'domain §3.3 [default]' },
  {
    key: 'deductible.continuous.tier4',
    value: true,
    source: 'domain §3.3 [default]: a city group or an agreement counts where a stay is at tier 4',
  },
  {
    key: 'deposit.waivedFor',
    value: ['extreme-poverty', 'minimum-living', 'orphan', 'low-income-edge', 'relapse-risk'],
    source: 'domain §3.3, SH, LS25 [policy]; categories [default]',
  },
];
