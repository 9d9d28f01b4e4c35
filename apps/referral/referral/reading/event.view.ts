import type { EventView } from '../form/referral.answer.js';
import type { ChainedEntry } from '../history/chain.js';

/** @param open opens the free text of a step; undefined where the caller may not read it */
export function eventView(
  entry: ChainedEntry,
  open: ((institution: string, version: number, sealed: string) => string) | undefined,
): EventView {
  const { version, event, transition, reason, noteSealed } = entry;
  return {
    version,
    event,
    ...(transition ? { transition } : {}),
    from: entry.fromState,
    to: entry.toState,
    actor: { id: entry.actorId, role: entry.actorRole, institution: entry.actorInstitution },
    ...(reason ? { reason } : {}),
    at: entry.at.toISOString(),
    ruleSetVersion: entry.ruleSetVersion,
    detail: entry.detail,
    ...(open && noteSealed ? { note: open(sealedBy(entry), version, noteSealed) } : {}),
    hash: entry.hash,
  };
}

/** Whose key sealed the note: a rejection that the system carries out as T15 names in `by` who wrote it. */
function sealedBy({ detail, actorInstitution }: ChainedEntry): string {
  const { by } = detail as { by?: { institution?: string } };
  return by?.institution ?? actorInstitution;
}
