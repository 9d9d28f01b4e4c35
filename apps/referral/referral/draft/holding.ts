import { conflict } from '#service/problem/problem.js';
import { type AboutHold, type DraftPassage, liveUnit, type StoredDraft, stepDraft } from './draft.js';
import type { DraftSituation } from './draft-commands.js';
import type { FormHoldWish } from './form-hold.js';

type Step = Pick<DraftSituation, 'draft' | 'who' | 'now'>;

/** Asks for a form hold; one that there is moves. @throws Problem 409 while another request is being answered */
export function requestHold({ draft, who, now }: Step, wish: FormHoldWish, sessionId?: string): DraftPassage {
  requireAnswered(draft);
  const chosen = sessionId ? { sessionId } : {};
  const { entitlement, pool, group } = wish.wanted;
  return stepDraft(
    draft,
    {
      event: 'form-hold-requested',
      who,
      detail: { entitlement, pool, group, ...chosen },
      change: { pending: { request: 'hold', ...chosen }, options: null, refusal: null },
      message: { name: 'referral.form-hold-requested.v1', ...wish.to, more: { wanted: wish.wanted, ...chosen } },
    },
    now,
  );
}

/** Asks for some minutes more. @throws Problem 409 without a live hold, or while another request is being answered */
export function requestExtension({ draft, who, now }: Step): DraftPassage {
  requireAnswered(draft);
  const unit = liveUnit(draft, now);
  if (!unit) throw conflict('NO_HOLD', 'No unit is held for this draft any more.');
  const { reservationId, county, institution } = unit;
  return stepDraft(
    draft,
    {
      event: 'form-hold-extension-requested',
      who,
      detail: { reservationId },
      change: { pending: { request: 'extension' }, options: null, refusal: null },
      message: { name: 'referral.form-hold-extension-requested.v1', county, institution, more: { reservationId } },
    },
    now,
  );
}

/** Gives the hold back; without one there is nothing to do, and nothing is wrong. */
export function releaseHold({ draft, who, now }: Step): DraftPassage {
  requireAnswered(draft);
  if (!draft.unit) return { draft, entries: [], messages: [] };
  const change = { unit: null, holdUntil: null, options: null, refusal: null };
  return stepDraft(draft, { event: 'form-hold-released', who, change, message: released(draft) }, now);
}

/** What reservation may still hold for this draft goes back. */
export function released({ unit, county, institution }: StoredDraft): AboutHold {
  const place = unit ?? { county, institution };
  return {
    name: 'referral.form-hold-released.v1',
    county: place.county,
    institution: place.institution,
    more: {},
  };
}

function requireAnswered({ pending }: StoredDraft): void {
  if (!pending) return;
  const detail = 'The last request is still being answered: read the draft again.';
  throw conflict('REQUEST_PENDING', detail);
}
