import { localDate } from '#service/calendar/local-time.js';
import { after } from '#service/rules/working-hours.js';
import type { Network } from '../network/network.js';
import type { LinkTime } from './registration.store.js';

/** How long a house sees a patient only because he came to it; what it then does for him counts by itself. */
export function linkTime(network: Network, reason: 'registration' | 'emergency', now: Date): LinkTime {
  const { rules, calendar, county } = network;
  return { at: now, until: after(now, rules.duration(`patientLink.${reason}`, { county }, localDate(now)), calendar) };
}
