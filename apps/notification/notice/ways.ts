import type { Channel } from '../delivery/delivery.js';
import type { Words } from '../words/departments.js';

/** How a row of the plan reaches its recipient beside the inbox, which every notice is in. */
export interface Ways {
  /** Channels out of the house, in the order in which they are thought of. */
  readonly usual: readonly Channel[];
  /** Those of a case of class U1 or U2: nobody's preference and no quiet hour takes one away (domain §10). */
  readonly pressing: readonly Channel[];
  readonly name: Words;
}

/** The combinations of domain §10. */
export const WAYS = {
  app: { usual: [], pressing: [], name: { zh: '应用内', en: 'app' } },
  'app-call': {
    usual: [],
    pressing: ['sms', 'phone'],
    name: { zh: '应用内；U1/U2 加短信、电话', en: 'app; U1/U2 also SMS and phone' },
  },
  'app-sms': { usual: ['sms'], pressing: ['sms'], name: { zh: '应用内、短信', en: 'app, SMS' } },
  ladder: {
    usual: ['sms'],
    pressing: ['sms', 'phone'],
    name: { zh: '应用内、短信；U1/U2 加电话', en: 'app, SMS; U1/U2 also phone' },
  },
  'app-mail': { usual: ['email'], pressing: ['email'], name: { zh: '应用内、邮件', en: 'app, e-mail' } },
  every: {
    usual: ['sms', 'phone', 'messenger', 'push', 'email'],
    pressing: ['sms', 'phone', 'messenger', 'push', 'email'],
    name: { zh: '所有渠道', en: 'every channel' },
  },
  /** To somebody without an account. */
  sms: { usual: ['sms'], pressing: ['sms'], name: { zh: '短信', en: 'SMS' } },
  /** Meant for the app of patients: while there is none, the parameter `patient.appBy` says what carries it. */
  'patient-app': {
    usual: [],
    pressing: [],
    name: { zh: '患者应用（见 patient.appBy）', en: 'app of patients (patient.appBy)' },
  },
} as const satisfies Record<string, Ways>;
export type WaysName = keyof typeof WAYS;
