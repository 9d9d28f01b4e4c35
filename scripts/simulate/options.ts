import { parseArgs } from 'node:util';
import { SCALES, type Scale } from '../demo/county/plan.js';

/**
 * Referrals of one working day, both directions (domain §13.1): what the reference county does today, and the planning
 * ceiling of 35 % of all hospital outpatients.
 */
export const SCENARIOS = { today: 44, ceiling: 827 } as const;
export type Scenario = keyof typeof SCENARIOS;

export interface Options {
  readonly scale: Scale;
  readonly scenario: Scenario;
  /** Referrals of one working day. */
  readonly perDay: number;
  /** Days on which new patients come; the clock then goes on until every referral is settled. */
  readonly days: number;
  readonly seed: string;
  /** File for a script. */
  readonly json?: string;
}

const FLAGS = {
  scale: { type: 'string', default: 'full' },
  scenario: { type: 'string', default: 'today' },
  'per-day': { type: 'string' },
  days: { type: 'string', default: '7' },
  seed: { type: 'string', default: 'a-week' },
  json: { type: 'string' },
} as const;

/**
 * `--scenario today|ceiling --days 7 --seed a-week --scale full --json FILE`, and `--per-day` for another load.
 * @throws Error that names what is wrong
 */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: FLAGS });
  const scale = SCALES.find((known) => known === values.scale);
  if (!scale) throw new Error(`--scale is one of ${SCALES.join(', ')}, not ${values.scale}.`);
  const scenario = (Object.keys(SCENARIOS) as Scenario[]).find((known) => known === values.scenario);
  if (!scenario) throw new Error(`--scenario is one of ${Object.keys(SCENARIOS).join(', ')}, not ${values.scenario}.`);
  const whole = (name: string, text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new Error(`--${name} is a whole number from 1, not ${text}.`);
  };
  const perDay = values['per-day'] === undefined ? SCENARIOS[scenario] : whole('per-day', values['per-day']);
  return { scale, scenario, perDay, days: whole('days', values.days), seed: values.seed, json: values.json };
}
