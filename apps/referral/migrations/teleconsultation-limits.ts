import type { PolicyDefault } from '#service/rules/policy.store.js';

const LIKE_DECISIONS = 'project default, after the deadlines of decisions (domain §6); the source text names none';
const LIKE_ANSWERS = 'project default, after the deadlines of answers (domain §5.2 T04); the source text names none';

/** Until when a question is taken, answered, completed, and when it is worth nothing any more. */
export const TELECONSULTATION_LIMITS: readonly PolicyDefault[] = [
  { key: 'teleconsultation.take.U2', value: '10m', source: LIKE_DECISIONS },
  { key: 'teleconsultation.take.U3', value: '4wh', source: LIKE_DECISIONS },
  { key: 'teleconsultation.take.U4', value: '8wh', source: LIKE_DECISIONS },
  { key: 'teleconsultation.answer.U2', value: '20m', source: LIKE_DECISIONS },
  { key: 'teleconsultation.answer.U3', value: '4wh', source: LIKE_DECISIONS },
  { key: 'teleconsultation.answer.U4', value: '16wh', source: LIKE_DECISIONS },
  { key: 'teleconsultation.inform.U2', value: '30m', source: LIKE_ANSWERS },
  { key: 'teleconsultation.inform.U3', value: '8wh', source: LIKE_ANSWERS },
  { key: 'teleconsultation.inform.U4', value: '16wh', source: LIKE_ANSWERS },
  { key: 'teleconsultation.valid.U2', value: '1d', source: LIKE_ANSWERS },
  { key: 'teleconsultation.valid.U3', value: '7d', source: LIKE_ANSWERS },
  { key: 'teleconsultation.valid.U4', value: '14d', source: LIKE_ANSWERS },
  { key: 'teleconsultation.repeat.U2', value: '5m', source: 'domain §6, repeat of the ladder [default]' },
  { key: 'teleconsultation.repeat.U3', value: '2wh', source: 'domain §6, repeat of the ladder [default]' },
  { key: 'teleconsultation.repeat.U4', value: '4wh', source: 'domain §6, repeat of the ladder [default]' },
  { key: 'teleconsultation.maxReturns', value: 2, source: 'domain §5.2 T04, as for referrals [default]' },
];
