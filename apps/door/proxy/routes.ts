import type { ServiceName } from '#contracts/codes.js';

/** The first segment after /v1 → the service that answers. A spec holds it equal to the services' own documents. */
export const ROUTES: Readonly<Record<string, ServiceName>> = {
  'agreement-drafts': 'referral',
  'benefit-ladders': 'referral',
  'benefit-previews': 'referral',
  'calendar-imports': 'referral',
  calendars: 'referral',
  clock: 'referral',
  advice: 'referral',
  anomalies: 'referral',
  'anomaly-signals': 'referral',
  'criteria-checks': 'referral',
  'criteria-fields': 'referral',
  'criteria-sets': 'referral',
  deputies: 'referral',
  'desk-delegations': 'referral',
  diagnoses: 'referral',
  episodes: 'referral',
  'expected-arrivals': 'referral',
  'exam-orders': 'referral',
  'exam-items': 'referral',
  'first-visit-disease-imports': 'referral',
  'first-visit-diseases': 'referral',
  'indicator-report': 'referral',
  institutions: 'referral',
  'mass-events': 'referral',
  network: 'referral',
  'network-approvals': 'referral',
  'overdue-items': 'referral',
  'overdue-report': 'referral',
  'patient-lookups': 'referral',
  'patient-searches': 'referral',
  patients: 'referral',
  'recognised-results': 'referral',
  'referral-drafts': 'referral',
  'referral-flows': 'referral',
  'referral-policies': 'referral',
  referrals: 'referral',
  'retro-entries': 'referral',
  routes: 'referral',
  teleconsultations: 'referral',
  traces: 'referral',
  'verdict-previews': 'referral',
  visits: 'referral',
  'void-requests': 'referral',
  'waiting-referrals': 'referral',
  beds: 'reservation',
  'booking-series': 'reservation',
  bookings: 'reservation',
  freezes: 'reservation',
  'ledger-entries': 'reservation',
  displacements: 'reservation',
  occupancies: 'reservation',
  'reservation-policies': 'reservation',
  'reserve-map': 'reservation',
  'reserve-report': 'reservation',
  'session-imports': 'reservation',
  releases: 'reservation',
  rosters: 'reservation',
  sessions: 'reservation',
  units: 'reservation',
  'wait-entries': 'reservation',
  'ward-days': 'reservation',
  'notice-counts': 'notification',
  'notice-readings': 'notification',
  notices: 'notification',
  'notice-traces': 'notification',
  'notification-policies': 'notification',
  'duty-rosters': 'notification',
  preferences: 'notification',
  'slot-subscriptions': 'notification',
  stream: 'notification',
  webhooks: 'notification',
  deliveries: 'notification',
  'delivery-report': 'notification',
  'push-subscriptions': 'notification',
};

const API_PATH = /^\/v1\/([a-z-]+)(?=[/?]|$)/;

/** Whether an address is of the API at all; everything else is a page of the door. */
export function isApi(url: string): boolean {
  return url.startsWith('/v1/') || url === '/v1';
}

/** The service of an API address; undefined when there is none. */
export function serviceOf(url: string): ServiceName | undefined {
  const segment = API_PATH.exec(url)?.[1];
  return segment !== undefined && Object.hasOwn(ROUTES, segment) ? ROUTES[segment] : undefined;
}
