import { api, read, type Schema, writeHeaders } from '../api/client';

export const SERVICES = ['referral', 'reservation', 'notification'] as const;
export type Service = (typeof SERVICES)[number];
type Where = { key?: string; institution?: string; consortium?: string };

/** The policies that hold at a place today; with one key also its history. */
export function policiesOf(service: Service, query: Where, signal: AbortSignal): Promise<Schema<'PoliciesView'>> {
  const options = { params: { query }, signal };
  if (service === 'referral') return read(api.GET('/v1/referral-policies', options));
  if (service === 'reservation') return read(api.GET('/v1/reservation-policies', options));
  return read(api.GET('/v1/notification-policies', options));
}

/** What is proposed and waits for a second person. */
export function proposalsOf(service: Service, signal: AbortSignal): Promise<Schema<'ProposalsView'>> {
  const options = { params: { query: { state: 'proposed' as const } }, signal };
  if (service === 'referral') return read(api.GET('/v1/referral-policies/proposals', options));
  if (service === 'reservation') return read(api.GET('/v1/reservation-policies/proposals', options));
  return read(api.GET('/v1/notification-policies/proposals', options));
}

/** Proposes a new version; another account approves it. */
export function propose(service: Service, body: Schema<'ProposePolicy'>, key: string): Promise<unknown> {
  const options = { params: { header: writeHeaders(key) }, body };
  if (service === 'referral') return read(api.POST('/v1/referral-policies/proposals', options));
  if (service === 'reservation') return read(api.POST('/v1/reservation-policies/proposals', options));
  return read(api.POST('/v1/notification-policies/proposals', options));
}

/** The second person's word. */
export function decide(
  service: Service,
  { id, version }: { id: string; version: number },
  decision: 'approve' | 'reject',
  key: string,
): Promise<unknown> {
  const options = { params: { path: { id }, header: writeHeaders(key, version) }, body: { decision } };
  if (service === 'referral') return read(api.POST('/v1/referral-policies/proposals/{id}/decisions', options));
  if (service === 'reservation') return read(api.POST('/v1/reservation-policies/proposals/{id}/decisions', options));
  return read(api.POST('/v1/notification-policies/proposals/{id}/decisions', options));
}
