const LADDER = 'domain §6, escalation ladder [default]';
const OTHER = 'domain §6, other deadlines [default]';

/**
 * The ladder as rule rows: how long after the submission a rung is due, for `other` how long after the deadline, and how
 * often it is repeated. L3 is no rung of the other deadlines.
 */
export const ESCALATION_LIMITS: readonly (readonly [key: string, value: string, source: string])[] = [
  ['escalate.L0.U1', '5m', LADDER],
  ['escalate.L1.U1', '5m', LADDER],
  ['escalate.L3.U1', '10m', LADDER],
  ['escalate.L4.U1', '15m', LADDER],
  ['escalate.L5.U1', '30m', LADDER],
  ['escalate.repeat.U1', '2m', LADDER],
  ['escalate.L0.U2', '10m', LADDER],
  ['escalate.L1.U2', '15m', LADDER],
  ['escalate.L3.U2', '30m', LADDER],
  ['escalate.L4.U2', '45m', LADDER],
  ['escalate.L5.U2', '60m', LADDER],
  ['escalate.repeat.U2', '5m', LADDER],
  ['escalate.L0.U3', '4wh', LADDER],
  ['escalate.L1.U3', '6wh', LADDER],
  ['escalate.L3.U3', '12wh', LADDER],
  ['escalate.L4.U3', '16wh', LADDER],
  ['escalate.L5.U3', '24wh', LADDER],
  ['escalate.repeat.U3', '2wh', LADDER],
  ['escalate.L0.U4', '8wh', LADDER],
  ['escalate.L1.U4', '10wh', LADDER],
  ['escalate.L3.U4', '24wh', LADDER],
  ['escalate.L4.U4', '32wh', LADDER],
  ['escalate.L5.U4', '40wh', LADDER],
  ['escalate.repeat.U4', '4wh', LADDER],
  ['escalate.L0.down', '12h', 'domain §6: reminder to the team [default]'],
  ['escalate.L1.down', '30h', LADDER],
  ['escalate.L3.down', '48h', LADDER],
  ['escalate.L4.down', '72h', LADDER],
  ['escalate.L5.down', '96h', LADDER],
  ['escalate.repeat.down', '6h', LADDER],
  ['escalate.L0.other', '0d', OTHER],
  ['escalate.L1.other', '1d', OTHER],
  ['escalate.L2.other', '3d', OTHER],
  ['escalate.L4.other', '7d', OTHER],
  ['escalate.L5.other', '14d', OTHER],
  ['escalate.repeat.other', '1d', '[default] once a day'],
  ['outcome.withinAdmission', '24h', 'domain §6: after discharge [default]'],
  ['stay.reviewWithin', '14d', '[default] an admission without a discharge is asked about'],
];
