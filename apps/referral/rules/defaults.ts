import type { PolicyValue } from './policy.js';

/** A value that holds for the whole country until a narrower scope says otherwise. */
export interface DefaultRule {
  key: string;
  value: PolicyValue;
  /** Where it comes from, with the mark of the domain page. */
  source: string;
}

const rule = (source: string, values: Record<string, PolicyValue>): DefaultRule[] =>
  Object.entries(values).map(([key, value]) => ({ key, value, source }));

/** The rows of the keys that referral applies (domain §3, §5–§8); `m`, `h`, `d`, `wh` = minutes, hours, days, working hours. */
export const DEFAULT_RULES: readonly DefaultRule[] = [
  ...rule('domain §3.1 [default]', { 'firstVisit.maxAge': '30d' }),
  ...rule('domain §4.8 V02 [default]', { 'tier.allowSkip': false }),
  ...rule('domain §2.2, §5.2 T06 [default]', { 'decide.delegatedToDesk': false, 'accept.autoVisit': false }),
  ...rule('domain §6; U2 from two triage texts [official]', { 'decide.by.U2': '10m' }),
  ...rule('domain §6 [default]', {
    'decide.by.U1': '5m',
    'decide.by.U3': '4wh',
    'decide.by.U4': '8wh',
    'decide.by.down': '24h',
    'place.by.U2': '1d',
    'place.by.U3': '3d',
    'place.by.U4': '14d',
    'due.outcome.outpatient': '24wh',
    'due.outcome.inpatient': '24h',
    'due.outcome.acknowledged': '24wh',
    'due.ending.acknowledged': '8wh',
    'due.followUp': '14d',
    'due.noShowCall': '8wh',
    'due.handover': '7d',
  }),
  ...rule('domain §5.2 T04 [default]', {
    'answer.by.U2': '30m',
    'answer.by.U3': '8wh',
    'answer.by.U4': '16wh',
    'answer.by.down': '16wh',
    'return.limit': 2,
  }),
  ...rule('domain §7.9 [default]', {
    'validity.visit': '30d',
    'validity.U2': '24h',
    'validity.U3': '7d',
    'validity.admission': '90d',
  }),
  ...rule('domain §8.3 [default]', { 'route.alternatives': 3, 'route.hops': 3 }),
  ...rule('domain §6, ladder [default]', {
    'ladder.U1': { L1: '5m', L2: '5m', L3: '10m', L4: '15m', L5: '30m', repeat: '2m' },
    'ladder.U2': { L1: '15m', L2: '20m', L3: '30m', L4: '45m', L5: '60m', repeat: '5m' },
    'ladder.U3': { L1: '6wh', L2: '8wh', L3: '12wh', L4: '16wh', L5: '24wh', repeat: '2wh' },
    'ladder.U4': { L1: '10wh', L2: '16wh', L3: '24wh', L4: '32wh', L5: '40wh', repeat: '4wh' },
    'ladder.down': { L1: '30h', L2: '36h', L3: '48h', L4: '72h', L5: '96h', repeat: '6h' },
  }),
];
