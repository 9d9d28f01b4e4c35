import { parseArgs } from 'node:util';
import { SCALES, type Scale } from '../demo/county/plan.js';

/** What is measured. */
export interface Plan {
  readonly rounds: number;
  /** Seconds of each fixed rate. */
  readonly seconds: number;
  /** Referrals of one round at saturation, and of one round of the ceiling. */
  readonly referrals: number;
  /** Referrals before the first round: compiled code, prepared statements and caches are not measured. */
  readonly warmUp: number;
}

export interface Options extends Plan {
  readonly scale: Scale;
  /** File for a script. */
  readonly json?: string;
}

const WARM_UP = 800;

const DEFAULTS = {
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '10' },
  referrals: { type: 'string', default: '4000' },
  scale: { type: 'string', default: 'full' },
  json: { type: 'string' },
} as const;

/** `--rounds 3 --seconds 10 --referrals 4000 --scale full --json FILE`. @throws Error that names what is wrong */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({ args, options: DEFAULTS });
  const scale = SCALES.find((known) => known === values.scale);
  if (!scale) throw new Error(`--scale is one of ${SCALES.join(', ')}, not ${values.scale}.`);
  const of = (name: 'rounds' | 'seconds' | 'referrals') => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new Error(`--${name} is a whole number from 1, not ${values[name]}.`);
  };
  const referrals = of('referrals');
  const warmUp = Math.min(referrals, WARM_UP);
  return { scale, json: values.json, rounds: of('rounds'), seconds: of('seconds'), referrals, warmUp };
}
