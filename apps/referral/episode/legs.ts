import type { ReferralState } from '#contracts/codes.js';
import { factsOf, type LegFacts } from '../referral/history/facts.js';
import { unitView } from '../referral/reading/view.js';
import type { ReferralRow } from '../referral/store/referral.row.js';
import type { EpisodeFollowUp, EpisodeLeg } from './episode.dto.js';
import type { LegEntry } from './episode.store.js';

/** State and facts of a referral at one instant. */
interface Known {
  state: ReferralState;
  version: number;
  stateSince: Date;
  facts: Partial<LegFacts>;
}

/** A referral as it is. */
export function legNow(row: ReferralRow, rows: readonly ReferralRow[]): EpisodeLeg {
  const { state, version, stateSince } = row;
  return legOf(row, rows, { state, version, stateSince, facts: factsOf(row) });
}

/**
 * A referral as it was known after these steps: what never changes from its row, everything else from its history alone.
 * @returns undefined where it was not submitted yet
 */
export function legThen(
  row: ReferralRow,
  rows: readonly ReferralRow[],
  entries: readonly LegEntry[],
): EpisodeLeg | undefined {
  const last = entries.at(-1);
  if (!last) return undefined;
  const changed = entries.findLast(({ fromState, toState }) => fromState !== toState) ?? last;
  const facts = Object.assign({}, ...entries.map(({ became }) => became ?? {})) as Partial<LegFacts>;
  const known = { state: last.toState as ReferralState, version: last.version, stateSince: changed.at, facts };
  return legOf(row, rows, known);
}

function legOf(
  row: ReferralRow,
  rows: readonly ReferralRow[],
  { state, version, stateSince, facts }: Known,
): EpisodeLeg {
  const { id, referralNo, direction, purpose, urgencyClass, fromInstitution, parentReferralId } = row;
  const { unit, parts, holdUntil, owner, verdict, ...rest } = facts;
  const held = holdUntil ? new Date(holdUntil) : null;
  const { toCounty: _county, ...told } = rest;
  return {
    referralId: id,
    referralNo,
    direction,
    purpose,
    urgencyClass,
    state,
    version,
    stateSince: stateSince.toISOString(),
    ...(parentReferralId ? { parentReferralId } : {}),
    ...backOf(row, rows),
    ...(row.teleconsultationId ? { teleconsultationId: row.teleconsultationId } : {}),
    fromInstitution,
    submittedAt: row.submittedAt.toISOString(),
    ...withoutNull(told),
    ...(verdict ? { verdictCode: verdict } : {}),
    ...(owner ? { owner } : {}),
    ...(unit ? { unit: unitView(unit, held) } : {}),
    ...(parts?.length ? { parts: parts.map((part) => unitView(part, held)) } : {}),
  };
}

/** Up again after a hand-back; whether it counts as a bounce-back was judged at its submission. */
function backOf({ direction, parentReferralId, progress }: ReferralRow, rows: readonly ReferralRow[]) {
  const parent = rows.find(({ id }) => id === parentReferralId);
  if (direction !== 'up' || parent?.direction !== 'down') return {};
  const { bounceBackOf } = progress as { bounceBackOf?: string };
  return { relapseOf: parent.id, ...(bounceBackOf ? { bounceBackOf } : {}) };
}

/** The contacts that the history of the referrals tells of. */
export function followUpsOf(entries: readonly LegEntry[]): EpisodeFollowUp[] {
  return entries.flatMap(({ referralId, detail, at }): EpisodeFollowUp[] => {
    const { followUpAt, contactAt } = detail as { followUpAt?: string; contactAt?: string };
    const recordedAt = at.toISOString();
    if (followUpAt) return [{ referralId, kind: 'follow-up', at: followUpAt, recordedAt }];
    return contactAt ? [{ referralId, kind: 'contact', at: contactAt, recordedAt }] : [];
  });
}

function withoutNull<T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: Exclude<T[K], null>;
  };
}
