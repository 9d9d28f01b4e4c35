import type { Rules } from '#service/rules/rules.js';
import type { ReachRules } from './reach.js';

/** The parameters of reach in one county on one day. @throws Error where a row is missing: a migration ships them all */
export function reachRules(rules: Rules, county: string, day: string): ReachRules {
  const at = (key: string): string => {
    const value = rules.value(key, { county }, day);
    if (typeof value !== 'object' || Array.isArray(value) || typeof value.at !== 'string')
      throw new Error(`Rule ${key} is no time of a day`);
    return value.at;
  };
  return {
    quiet: { from: at('quiet.from'), to: at('quiet.to') },
    digestAt: at('digest.dailyAt'),
    patientAppBy: rules.value('patient.appBy', { county }, day) === 'none' ? 'none' : 'sms',
  };
}
