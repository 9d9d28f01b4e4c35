import type { Rules } from '#service/rules/rules.js';

/** Thresholds of one county that day, as its policy rows say. */
export function limitsOf(rules: Rules, county: string, day: string) {
  const number = (key: string) => rules.number(`anomaly.${key}`, { county }, day);
  return {
    lookBackDays: number('lookBackDays'),
    bedHours: number('AN1.hours'),
    ordersFed: rules.flag('anomaly.AN1.ordersFed', { county }, day),
    splitDays: number('AN4.days'),
    pingPongDays: number('AN5.days'),
    pingPongReferrals: number('AN5.referrals'),
    needDays: number('AN6.days'),
    needShareBps: number('AN6.shareBps'),
    needLeast: number('AN6.least'),
    silentDays: number('AN8.days'),
    lateBps: number('AN8.lateBps'),
    rejectedBps: number('AN8.rejectedBps'),
    silentLeast: number('AN8.least'),
    formHours: number('AN10.hours'),
  };
}
export type Limits = ReturnType<typeof limitsOf>;
