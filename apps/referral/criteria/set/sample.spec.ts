import { advise } from '../advice/advice.js';
import { readExpression } from '../expression/expression.js';
import type { InputValues } from '../expression/inputs.js';
import type { CriteriaSet } from './criterion.js';
import { SAMPLE_ROWS, SAMPLE_SET } from './sample.js';

const SET: CriteriaSet = {
  ...SAMPLE_SET,
  approvedBy: null,
  approvedAt: null,
  validFrom: null,
  validTo: null,
  rows: SAMPLE_ROWS,
};
const DAY = '2026-03-06';
const HIGH = { 'vitals.sbp': 190, 'vitals.dbp': 100 };
const HYPERTENSION = { 'diagnosis.code': 'I10' };
const DIABETES = { 'diagnosis.code': 'E11.9' };
const PREGNANT = { 'patient.pregnant': true, 'patient.lactating': false };
const NOT_SPECIAL = {
  'patient.pregnant': false,
  'patient.lactating': false,
  'patient.age': 60,
  'course.paroxysmal': false,
  'results.lowPotassium': false,
  'results.armDifference': 5,
  'results.bruit': false,
  'results.renalMass': false,
};
const AT_TARGET = { 'diagnosis.established': true, 'stay.planFixed': true, 'course.atTarget': true };
const WELL = { 'vitals.gcs': 15, 'vitals.resp': 16, 'vitals.spo2': 97, 'vitals.sbp': 120, symptoms: [] };

/** Each row with a case where it holds, one where it does not, and one where nobody can say. */
const CASES: Record<string, [hit: InputValues, miss: InputValues, unknown: InputValues]> = {
  'HT-E1': [{ ...HIGH, symptoms: ['vomiting'] }, { ...HIGH, symptoms: ['fever'] }, HIGH],
  'HT-E2': [
    { ...HIGH, symptoms: [], 'course.remeasured': true },
    { ...HIGH, symptoms: [], 'course.remeasured': false },
    { ...HIGH, symptoms: [] },
  ],
  'HT-R1': [
    { ...HYPERTENSION, 'course.firstVisit': true, 'results.armDifference': 20 },
    { ...HYPERTENSION, 'course.firstVisit': true, ...NOT_SPECIAL },
    { ...HYPERTENSION, 'course.firstVisit': true },
  ],
  'HT-R2': [
    { ...HYPERTENSION, 'course.regularDrugMonths': 3, 'course.atTarget': false },
    { ...HYPERTENSION, 'course.regularDrugMonths': 2, 'course.atTarget': false },
    { ...HYPERTENSION, 'course.atTarget': false },
  ],
  'DM-E1': [
    { 'vitals.glucose': 3.9, 'course.glucoseCorrected': false },
    { 'vitals.glucose': 16.7, 'results.ketosis': false, symptoms: [] },
    { 'vitals.glucose': 17 },
  ],
  'DM-E2': [{ 'vitals.glucose': 16.7 }, { 'vitals.glucose': 8 }, {}],
  'DM-R1': [
    { ...DIABETES, 'patient.age': 24 },
    {
      ...DIABETES,
      'patient.age': 25,
      'patient.pregnant': false,
      'patient.lactating': false,
      'course.typeUnclear': false,
    },
    { ...DIABETES, 'patient.age': 25 },
  ],
  'DM-R2': [
    { ...DIABETES, 'here.screening': false },
    { ...DIABETES, 'here.screening': true, 'course.missedTargetMonths': 2, 'course.repeatedHypoglycaemia': false },
    { ...DIABETES, 'here.screening': true },
  ],
  'CP-E': [
    { symptoms: ['chest-pain'], 'course.painMinutes': 16 },
    { symptoms: ['chest-pain'], 'course.painMinutes': 15, 'results.ecgChange': false },
    { symptoms: ['chest-pain'] },
  ],
  'ST-E': [
    { symptoms: ['paralysis'], 'course.onsetHours': 4.5 },
    { symptoms: ['paralysis'], 'course.onsetHours': 5 },
    { symptoms: ['paralysis'] },
  ],
  'TR-E': [{ symptoms: ['injury'], 'results.iss': 16 }, { symptoms: [] }, { symptoms: ['injury'], 'results.iss': 9 }],
  'MT-1-RED': [
    { ...PREGNANT, 'maternal.riskColour': 'red' },
    { ...PREGNANT, 'maternal.riskColour': 'green' },
    PREGNANT,
  ],
  'MT-1-ORANGE': [
    { ...PREGNANT, 'maternal.riskColour': 'orange' },
    { ...PREGNANT, 'maternal.riskColour': 'red' },
    PREGNANT,
  ],
  'MT-2': [{ ...PREGNANT, 'maternal.riskColour': 'purple' }, { ...PREGNANT, 'maternal.riskColour': 'red' }, PREGNANT],
  'NB-1': [
    { 'patient.ageDays': 28, symptoms: ['convulsion'] },
    { 'patient.ageDays': 29, symptoms: ['convulsion'] },
    { 'patient.ageDays': 3 },
  ],
  'VS-E': [{ ...WELL, 'vitals.gcs': 12 }, WELL, { 'vitals.gcs': 15 }],
  'GEN-U': [{ reasons: ['no-equipment'] }, { reasons: ['patient-request'] }, {}],
  'GEN-T': [
    { reasons: ['diag-unclear'], 'diagnosis.inCatalogue': true },
    { reasons: ['patient-request'], 'diagnosis.inCatalogue': true },
    { reasons: ['diag-unclear'] },
  ],
  'CAT-1': [{ 'diagnosis.inCatalogue': true }, { 'diagnosis.inCatalogue': false }, {}],
  'HT-D1': [
    { ...HYPERTENSION, ...AT_TARGET, 'stay.changePlanned': true },
    { ...HYPERTENSION, ...AT_TARGET, 'stay.changePlanned': false },
    { ...HYPERTENSION, ...AT_TARGET },
  ],
  'HT-D1-VILLAGE': [
    { ...HYPERTENSION, ...AT_TARGET, 'stay.changePlanned': false },
    { ...HYPERTENSION, ...AT_TARGET, 'course.atTarget': false },
    { ...HYPERTENSION, ...AT_TARGET },
  ],
  'DM-D1': [
    { ...DIABETES, ...AT_TARGET, 'stay.acuteComplication': false },
    { ...DIABETES, ...AT_TARGET, 'stay.acuteComplication': true },
    { ...DIABETES, ...AT_TARGET },
  ],
  'GEN-D': [
    { 'stay.ownWish': true },
    { 'diagnosis.established': false, 'stay.ownWish': false, 'stay.elderCare': false, 'diagnosis.inCatalogue': false },
    { 'diagnosis.established': true },
  ],
  'CAT-2': [
    { ...HYPERTENSION, 'stay.days': 8, 'stay.suggestedDays': 7 },
    { ...HYPERTENSION, 'stay.days': 7, 'stay.suggestedDays': 7 },
    { ...HYPERTENSION, 'stay.days': 8 },
  ],
  'DOWN-READY': [
    { 'stay.days': 3, 'stay.stableHours': 24, 'stay.planFixed': true },
    { 'stay.days': 2, 'stay.stableHours': 24, 'stay.planFixed': true },
    { 'stay.days': 3, 'stay.stableHours': 24 },
  ],
};

describe('the sample criteria (domain §9)', () => {
  it.each(SAMPLE_ROWS.map((row) => [row.id, row] as const))(
    '%s holds, does not hold, and cannot be said',
    (id, row) => {
      const cases = CASES[id];
      if (!cases) throw new Error(`no case for ${id}`);
      const expression = readExpression(row.when);
      expect(cases.map((values) => expression.of(values))).toEqual([true, false, 'unknown']);
    },
  );

  it('are there once each', () => {
    const ids = SAMPLE_ROWS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(CASES).sort()).toEqual([...ids].sort());
  });
});

describe('the advice', () => {
  it('is that of the most urgent hit, and keeps all of them', () => {
    const values = { ...DIABETES, ...HIGH, 'vitals.glucose': 18, symptoms: ['vomiting'], 'results.ketosis': false };
    const advice = advise(SET, 'up', values, DAY);
    expect(advice).toMatchObject({ advice: 'emergency', class: 'U1', open: false, followUpDays: 14 });
    expect(advice.matched.map(({ id }) => id)).toEqual(['HT-E1', 'DM-E2']);
  });

  it('asks for what could make it more urgent, the most urgent first', () => {
    const advice = advise(SET, 'up', { ...HYPERTENSION, ...HIGH, 'diagnosis.inCatalogue': true }, DAY);
    expect(advice).toMatchObject({ advice: 'stay', open: true });
    expect(advice.ask[0]).toBe('symptoms');
    expect(advice.unknown[0]).toEqual({ id: 'HT-E1', fields: ['symptoms'] });
  });

  it('says with every answer that nobody has approved the set', () => {
    expect(advise(SET, 'up', {}, DAY).set.notice).toEqual({
      zh: expect.stringContaining('样例'),
      en: expect.stringContaining('not for clinical use'),
    });
    const approved = { ...SET, approvedBy: 'authority', approvedAt: new Date('2026-03-01T00:00:00Z') };
    expect(advise(approved, 'up', {}, DAY).set).toEqual({
      id: SET.id,
      version: 1,
      approved: true,
      approvedBy: 'authority',
      approvedAt: '2026-03-01T00:00:00.000Z',
    });
  });

  it('asks only rows that hold that day', () => {
    const rows = SAMPLE_ROWS.map((row) => (row.id === 'DM-E2' ? { ...row, validTo: DAY } : row));
    expect(advise({ ...SET, id: 'dated', rows }, 'up', { 'vitals.glucose': 18 }, DAY).matched).toEqual([]);
    expect(advise({ ...SET, id: 'dated', rows }, 'up', { 'vitals.glucose': 18 }, '2026-03-05').matched).toHaveLength(1);
  });

  it('for a stay in hospital is the way back, with the prompt where it is due', () => {
    const values = {
      ...HYPERTENSION,
      ...AT_TARGET,
      'stay.changePlanned': false,
      'stay.days': 9,
      'stay.suggestedDays': 7,
      'stay.stableHours': 30,
    };
    const advice = advise(SET, 'down', values, DAY);
    expect(advice).toMatchObject({ advice: 'down', downReady: true });
    expect(advice.matched.map(({ id }) => id)).toEqual(['HT-D1-VILLAGE', 'CAT-2', 'DOWN-READY']);
  });
});
