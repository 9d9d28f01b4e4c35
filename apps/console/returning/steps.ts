import { api, read, writeHeaders } from '../api/client';

/** One step of the primary team with a patient who comes back, as the API names it in what may be done now. */
export type Step =
  | { action: 'accept' | 'record-arrival' | 'start-care' | 'record-no-show' }
  | { action: 'set-first-contact'; at: string }
  | { action: 'record-contact-attempt'; text: string };

/** The steps that one click does. */
export const AT_ONCE = ['accept', 'record-arrival', 'start-care', 'record-no-show'] as const;

/** Sends one step. @throws Problem */
export function send(id: string, version: number, step: Step, key: string) {
  const params = { path: { id }, header: writeHeaders(key, version) };
  switch (step.action) {
    case 'accept':
      return read(api.POST('/v1/referrals/{id}/decisions', { params, body: { decision: 'accept' } }));
    case 'set-first-contact':
      return read(api.POST('/v1/referrals/{id}/first-contacts', { params, body: { at: step.at } }));
    case 'record-arrival':
      return read(api.POST('/v1/referrals/{id}/arrivals', { params, body: {} }));
    case 'start-care':
      return read(api.POST('/v1/referrals/{id}/care-starts', { params, body: {} }));
    case 'record-contact-attempt':
      return read(
        api.POST('/v1/referrals/{id}/contact-attempts', { params, body: step.text ? { text: step.text } : {} }),
      );
    case 'record-no-show':
      return read(api.POST('/v1/referrals/{id}/no-shows', { params, body: {} }));
  }
}
