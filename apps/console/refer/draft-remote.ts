import { api, newKey, readVersioned, writeHeaders } from '../api/client';
import type { Remote } from './draft-keeper';

/** Seconds for which an answer of reservation is worth waiting. */
const WAIT = 'wait=8';

/** The drafts of the API. A creation whose answer was lost is repeated under its key, so that it makes no second draft. */
export function draftRemote(): Remote {
  let last = { sent: '', key: '' };
  const at = (id: string, version: number) => ({ header: writeHeaders(newKey(), version), path: { id } });
  const waiting = (id: string, version: number) => {
    const { header, path } = at(id, version);
    return { header: { ...header, Prefer: WAIT }, path };
  };
  return {
    create: async (body) => {
      const sent = JSON.stringify(body);
      if (last.sent !== sent) last = { sent, key: newKey() };
      return readVersioned(api.POST('/v1/referral-drafts', { params: { header: writeHeaders(last.key) }, body }));
    },
    save: (id, version, body) => readVersioned(api.PUT('/v1/referral-drafts/{id}', { params: at(id, version), body })),
    read: (id) => readVersioned(api.GET('/v1/referral-drafts/{id}', { params: { path: { id } } })),
    hold: (id, version, body) =>
      readVersioned(api.POST('/v1/referral-drafts/{id}/holds', { params: waiting(id, version), body })),
    extend: (id, version) =>
      readVersioned(api.POST('/v1/referral-drafts/{id}/hold-extensions', { params: waiting(id, version), body: {} })),
    release: (id, version) =>
      readVersioned(api.POST('/v1/referral-drafts/{id}/hold-releases', { params: at(id, version), body: {} })),
  };
}
