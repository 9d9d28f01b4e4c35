/** Signals of domain §11; never a sanction: each is an entry of a review list with its evidence. */
export const SIGNAL_CODES = ['AN1', 'AN2', 'AN3', 'AN4', 'AN5', 'AN6', 'AN7', 'AN8', 'AN9', 'AN10'] as const;
export type SignalCode = (typeof SIGNAL_CODES)[number];

/** Where a signal comes from in this installation. */
export type SignalSource =
  /** Computed here, from referrals, visits and decisions. */
  | 'referral'
  /** Computed where supply is known; told by message. */
  | 'reservation'
  /** Cannot happen: a constraint of the database refuses it. */
  | 'prevented';

export interface Signal {
  readonly code: SignalCode;
  readonly zh: string;
  readonly en: string;
  readonly source: SignalSource;
  /** Policy keys with its thresholds. */
  readonly limits: readonly string[];
  /** What is not known here, and what follows from it. */
  readonly missing?: string;
}

export const SIGNALS: readonly Signal[] = [
  {
    code: 'AN1',
    zh: '挂床：入院 48 小时内无医嘱、检查或病程记录',
    en: 'Phantom bed: no order, exam or ward entry within 48 hours of the admission',
    source: 'referral',
    limits: ['anomaly.AN1.hours', 'anomaly.AN1.ordersFed'],
    missing:
      'Orders and admission papers stay in the hospital system. Computed only where `anomaly.AN1.ordersFed` says that ward entries are recorded here.',
  },
  {
    code: 'AN2',
    zh: '一床两人',
    en: 'Double bed: two persons on one bed at one time',
    source: 'prevented',
    limits: [],
    missing:
      'Two overlapping stays on one bed, or of one person, are refused when they are reported (reservation, one_patient_per_bed).',
  },
  {
    code: 'AN3',
    zh: '住院期间在别处就诊',
    en: 'Seen elsewhere while admitted',
    source: 'referral',
    limits: ['anomaly.lookBackDays'],
    missing: 'Only visits that are recorded here; pharmacies and other counties are not seen.',
  },
  {
    code: 'AN4',
    zh: '分解住院、假出院：10 日内同院同病再入院',
    en: 'Split or fake discharge: back in the same hospital with the same disease',
    source: 'referral',
    limits: ['anomaly.AN4.days'],
    missing: 'Only stays that came by a referral: others are not known with their diagnosis.',
  },
  {
    code: 'AN5',
    zh: '反复转诊：14 日内同一对机构间三次以上',
    en: 'Ping-pong: three or more referrals of one patient between the same two',
    source: 'referral',
    limits: ['anomaly.AN5.days', 'anomaly.AN5.referrals'],
  },
  {
    code: 'AN6',
    zh: '无必要上转：首诊病种且无指征占比过高',
    en: 'No need: many up-referrals of catalogue diseases with no criterion',
    source: 'referral',
    limits: ['anomaly.AN6.days', 'anomaly.AN6.shareBps', 'anomaly.AN6.least'],
  },
  {
    code: 'AN7',
    zh: '预留号源套利',
    en: 'Reserve gaming: a family unit cancelled and taken by the public at once; reserve on sessions that are stopped',
    source: 'reservation',
    limits: [],
  },
  {
    code: 'AN8',
    zh: '接收方不应答：逾期或拒绝占比过高',
    en: 'Silent receiver: many late decisions or rejections',
    source: 'referral',
    limits: ['anomaly.AN8.days', 'anomaly.AN8.lateBps', 'anomaly.AN8.rejectedBps', 'anomaly.AN8.least'],
  },
  {
    code: 'AN9',
    zh: '压床：超过建议住院天数且可下转',
    en: 'Bed-blocking: longer than suggested and ready to go back',
    source: 'referral',
    limits: ['stay.suggestedDays.*'],
    missing: 'Only stays whose ward has recorded a visit with `findings.stay`.',
  },
  {
    code: 'AN10',
    zh: '补填转诊：患者到院后才开具',
    en: 'Form filling: the referral was written after the patient had arrived',
    source: 'referral',
    limits: ['anomaly.AN10.hours'],
  },
];

/** Something to look at: ids, codes, numbers and times; no name, no text. */
export interface Finding {
  code: SignalCode;
  /** Names the evidence: found again, it is the same entry. */
  key: string;
  /** Institution that is asked. */
  institution: string;
  practitioner?: string;
  happenedAt: Date;
  evidence: Record<string, unknown>;
}
