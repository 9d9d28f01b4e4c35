import { parseArgs } from 'node:util';
import { SCALES, type Scale } from '../demo/county/plan.js';
import type { ConsolePlan } from './console/measure.js';
import type { NotifyPlan } from './notify/measure.js';
import type { ReservePlan } from './reserve/measure.js';

/** What is measured of the whole flow. */
export interface Plan {
  readonly rounds: number;
  /** Seconds of each fixed rate. */
  readonly seconds: number;
  /** Referrals of one round at saturation, and of one round of the ceiling. */
  readonly referrals: number;
  /** Referrals before the first round: compiled code, prepared statements and caches are not measured. */
  readonly warmUp: number;
}

interface Everywhere {
  readonly scale: Scale;
  /** File for a script. */
  readonly json?: string;
}

export type Options = Everywhere &
  (
    | { subject: 'flow'; plan: Plan }
    | { subject: 'reserve'; plan: ReservePlan }
    | { subject: 'notify'; plan: NotifyPlan }
    | { subject: 'console'; plan: ConsolePlan }
  );

const WARM_UP = 800;

const DEFAULTS = {
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '10' },
  referrals: { type: 'string', default: '4000' },
  requests: { type: 'string', default: '10000' },
  contenders: { type: 'string', default: '10000' },
  http: { type: 'string', default: '2000' },
  searches: { type: 'string', default: '1000' },
  events: { type: 'string', default: '20000' },
  connections: { type: 'string', default: '2000' },
  scale: { type: 'string' },
  json: { type: 'string' },
} as const;

/** Patients of many family doctors: a small county has not enough for a rush of thousands. Notices and screens need none. */
const SCALE = { flow: 'full', reserve: 'full', notify: 'tiny', console: 'tiny' } as const;
type Subject = keyof typeof SCALE;

/**
 * `[reserve|notify|console] --rounds 3 --scale full --json FILE`; the flow also `--seconds 10 --referrals 4000`, the reserve
 * `--requests 10000 --contenders 10000 --http 2000 --searches 1000`, notify `--seconds 10 --events 20000
 * --connections 2000`. @throws Error that names what is wrong
 */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({ args, options: DEFAULTS, allowPositionals: true });
  const [named = 'flow', ...rest] = positionals;
  if (!isSubject(named) || rest.length > 0)
    throw new Error(
      `There is a bench of the flow, of the reserve, of notify and of the console, none of ${positionals.join(' ')}.`,
    );
  const subject = named;
  const scale = SCALES.find((known) => known === (values.scale ?? SCALE[subject]));
  if (!scale) throw new Error(`--scale is one of ${SCALES.join(', ')}, not ${values.scale}.`);
  const of = (name: Exclude<keyof typeof DEFAULTS, 'scale' | 'json'>) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new Error(`--${name} is a whole number from 1, not ${values[name]}.`);
  };
  const everywhere = { scale, json: values.json };
  const rounds = of('rounds');
  if (subject === 'reserve') {
    const contenders = { contenders: of('contenders'), overHttp: of('http') };
    return {
      ...everywhere,
      subject,
      plan: { rounds, requests: of('requests'), searches: of('searches'), ...contenders },
    };
  }
  if (subject === 'console') return { ...everywhere, subject, plan: { rounds } };
  if (subject === 'notify') {
    const much = { seconds: of('seconds'), events: of('events'), connections: of('connections') };
    return { ...everywhere, subject, plan: { rounds, ...much } };
  }
  const referrals = of('referrals');
  const warmUp = Math.min(referrals, WARM_UP);
  return { ...everywhere, subject, plan: { rounds, seconds: of('seconds'), referrals, warmUp } };
}

function isSubject(name: string): name is Subject {
  return Object.hasOwn(SCALE, name);
}
