const OFFICIAL = 'triage texts, official';
const DEFAULT = 'domain §6, project default';
const VALIDITY = 'domain §7.9, project default';
const FORM = 'domain §4–§5, project default';

/** Rule rows for the nation, version 1: key, value (`m` minutes, `h` hours, `d` days, `wh` working hours), source. */
export const REFERRAL_LIMITS: readonly (readonly [key: string, value: string | number, source: string])[] = [
  ['decide.within.U1', '5m', DEFAULT],
  ['decide.within.U2', '10m', OFFICIAL],
  ['decide.within.U3', '4wh', DEFAULT],
  ['decide.within.U4', '8wh', DEFAULT],
  ['decide.within.down', '24h', DEFAULT],
  ['escalate.L2.U1', '5m', DEFAULT],
  ['escalate.L2.U2', '20m', DEFAULT],
  ['escalate.L2.U3', '8wh', DEFAULT],
  ['escalate.L2.U4', '16wh', DEFAULT],
  ['escalate.L2.down', '36h', DEFAULT],
  ['answer.within.U2', '30m', FORM],
  ['answer.within.U3', '8wh', FORM],
  ['answer.within.U4', '16wh', FORM],
  ['answer.within.down', '16wh', FORM],
  ['place.within.U1', '1h', DEFAULT],
  ['place.within.U2', '24h', DEFAULT],
  ['place.within.U3', '3d', DEFAULT],
  ['place.within.U4', '14d', DEFAULT],
  ['place.within.down', '7d', DEFAULT],
  ['validity.visit', '30d', VALIDITY],
  ['validity.admission', '90d', VALIDITY],
  ['validity.U2', '24h', VALIDITY],
  ['validity.U3', '7d', VALIDITY],
  ['validity.down', '30d', VALIDITY],
  ['outcome.within', '24wh', DEFAULT],
  ['outcome.answerWithin', '16wh', FORM],
  ['outcome.acknowledgeWithin', '24wh', DEFAULT],
  ['handover.within', '7d', DEFAULT],
  ['followUp.within', '14d', DEFAULT],
  ['noShow.callWithin', '8wh', DEFAULT],
  ['ending.acknowledgeWithin', '8wh', DEFAULT],
  ['redirect.maxHops', 3, FORM],
  ['return.maxTimes', 2, FORM],
];
