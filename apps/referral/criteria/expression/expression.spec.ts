import { SAMPLE_ROWS } from '../set/sample.js';
import { readExpression } from './expression.js';
import { ExpressionFault } from './expression-fault.js';
import { INPUTS, type InputValue, type InputValues } from './inputs.js';

const faultOf = (text: string): string => {
  try {
    readExpression(text);
  } catch (error) {
    if (error instanceof ExpressionFault) return error.code;
    throw error;
  }
  return 'none';
};
const ask = (text: string, values: InputValues) => readExpression(text).of(values);

describe('an expression', () => {
  it('is true, false, or unknown where a missing field decides', () => {
    const text = 'vitals.sbp >= 180.0 || vitals.dbp >= 110.0';
    expect(ask(text, { 'vitals.sbp': 190 })).toBe(true);
    expect(ask(text, { 'vitals.sbp': 120, 'vitals.dbp': 80 })).toBe(false);
    expect(ask(text, { 'vitals.sbp': 120 })).toBe('unknown');
    expect(ask(text, {})).toBe('unknown');
  });

  it('passes over a missing field where the other side decides', () => {
    expect(ask('vitals.sbp >= 180.0 && patient.pregnant', { 'patient.pregnant': false })).toBe(false);
    expect(ask('patient.pregnant && vitals.sbp >= 180.0', { 'vitals.sbp': 120 })).toBe(false);
    expect(ask(`symptoms.exists(s, s == 'fever' || vitals.temp > 39.0)`, { symptoms: ['fever'] })).toBe(true);
    expect(ask(`symptoms.exists(s, s == 'fever' || vitals.temp > 39.0)`, { symptoms: ['injury'] })).toBe('unknown');
  });

  it('tells no symptom from nobody having looked', () => {
    const text = `symptoms.exists(s, s == 'chest-pain')`;
    expect(ask(text, { symptoms: [] })).toBe(false);
    expect(ask(text, {})).toBe('unknown');
  });

  it('names the fields that it asks about', () => {
    expect(readExpression(`icd(diagnosis.code, 'I10-I15') && !course.atTarget`).fields).toEqual([
      'diagnosis.code',
      'course.atTarget',
    ]);
  });

  it.each([
    ['syntax', 'vitals.sbp >='],
    ['unknown-name', 'vitals.spb > 1.0'],
    ['unknown-name', 'process.exit'],
    ['unknown-name', 'vitals'],
    ['unknown-name', 'constructor'],
    ['not-allowed', 'has(vitals.sbp)'],
    ['unknown-name', `'sbp' in vitals`],
    ['not-allowed', 'size(symptoms) > 0'],
    ['not-allowed', 'symptoms.size() > 0'],
    ['not-allowed', `diagnosis.code.matches('(a+)+$')`],
    ['not-allowed', `symptoms.map(s, s + s).exists(s, s == 'x')`],
    ['not-allowed', `symptoms.exists_one(s, s == 'fever')`],
    ['not-allowed', 'symptoms.exists(s, reasons.exists(r, r == s))'],
    ['not-allowed', `symptoms.exists(vitals, vitals == 'fever')`],
    ['not-allowed', 'vitals.sbp + 1.0 > 2.0'],
    ['not-allowed', `{'a': true}.a`],
    ['type', 'vitals.sbp'],
    ['type', `vitals.sbp > 'high'`],
    ['type', `vitals.sbp == 'high'`],
    ['type', 'patient.pregnant > 1.0'],
    ['type', 'symptoms == reasons'],
    ['type', `icd(diagnosis.code, 'everything')`],
    ['type', 'icd(diagnosis.code, diagnosis.code)'],
    ['type', `diagnosis.code in ['I10', 1]`],
  ])('is refused as %s: %s', (code, text) => {
    expect(faultOf(text)).toBe(code);
  });

  it('that would take long is refused at once', () => {
    const started = performance.now();
    const hostile = [
      '('.repeat(500),
      '['.repeat(40),
      `${'patient.pregnant || '.repeat(49)}true`,
      `${'!'.repeat(900)}true`,
      'x'.repeat(2_000_000),
      `${'true ? true : '.repeat(70)}true`,
    ];
    for (const text of hostile)
      expect(['too-long', 'too-deep', 'too-large', 'syntax', 'none']).toContain(faultOf(text));
    expect(faultOf('x'.repeat(1_001))).toBe('too-long');
    expect(faultOf(`${'('.repeat(13)}true${')'.repeat(13)}`)).toBe('too-deep');
    expect(faultOf(`${'1 < 2 || '.repeat(100)}true`)).toBe('too-large');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

/** A seeded generator, so that a failure can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const TEXTS = [
  'I10',
  'E11.9',
  'I63.9',
  'red',
  'orange',
  'purple',
  'chest-pain',
  'fever',
  'injury',
  'diag-unclear',
  'critical',
];

function randomValue(roll: (sides: number) => number, kind: string): InputValue {
  const text = () => TEXTS[roll(TEXTS.length)] ?? '';
  if (kind === 'number') return roll(2) ? roll(40) : roll(250);
  if (kind === 'boolean') return roll(2) === 0;
  return kind === 'text' ? text() : Array.from({ length: roll(4) }, text);
}

/** An expression of the allowed language, up to three levels deep. */
function randomExpression(roll: (sides: number) => number, depth = 3): string {
  const names = Object.entries(INPUTS);
  const [name, { kind }] = names[roll(names.length)] as [string, { kind: string }];
  if (depth > 0 && roll(3) > 0) {
    const [a, b] = [randomExpression(roll, depth - 1), randomExpression(roll, depth - 1)];
    return [`(${a} && ${b})`, `(${a} || ${b})`, `!(${a})`, `(${a} ? ${b} : !(${a}))`][roll(4)] ?? a;
  }
  if (kind === 'number') return `${name} ${['<', '<=', '>', '>=', '==', '!='][roll(6)]} ${roll(40)}.0`;
  if (kind === 'boolean') return name;
  if (kind === 'text') return `(${name} in ['I10', 'red'] || icd(${name}, 'I10-I15'))`;
  const inner = roll(2) ? ' || patient.pregnant' : ' && vitals.sbp > 20.0';
  return `${name}.${roll(2) ? 'exists' : 'all'}(one, one == 'fever'${inner})`;
}

describe('for random cases', () => {
  const fieldsOf = Object.entries(INPUTS);

  it('what is decided stays decided, whatever the missing answers turn out to be', () => {
    const roll = dice(20_260_306);
    const decided = { true: 0, false: 0, unknown: 0 };
    for (let round = 0; round < 1_500; round += 1) {
      const when = round % 2 ? (SAMPLE_ROWS[roll(SAMPLE_ROWS.length)]?.when ?? '') : randomExpression(roll);
      const expression = readExpression(when);
      const whole = Object.fromEntries(fieldsOf.map(([name, { kind }]) => [name, randomValue(roll, kind)]));
      const known = Object.fromEntries(Object.entries(whole).filter(() => roll(3) > 0));
      const before = expression.of(known);
      decided[`${before}`] += 1;
      const after = expression.of(whole);
      expect({ when, after: typeof after }).toEqual({ when, after: 'boolean' });
      if (before !== 'unknown') expect({ when, known, result: after }).toEqual({ when, known, result: before });
    }
    expect(Math.min(decided.true, decided.false, decided.unknown)).toBeGreaterThan(50);
  });
});
