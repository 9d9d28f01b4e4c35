import { TERMINAL_STATES } from '#contracts/codes.js';
import type { Terms } from '../deadline/terms.js';
import type { ReferralRow, Who } from '../store/referral.row.js';
import { answered, begin, type Climb } from './ladder.js';

type Item = Pick<Climb, 'kind' | 'dueAt'>;

/**
 * The open items of a referral: what its state asks for, an emergency's form that is not complete yet, a request to void
 * it, and a centre that is asked to take the emergency over. All but the first end with the referral: nobody could settle
 * them any more.
 */
function itemsOf({ state, dueKind, dueAt, progress, handoffInstitution }: ReferralRow): Item[] {
  const main = dueKind && dueAt ? [{ kind: dueKind, dueAt: dueAt.toISOString() }] : [];
  if (TERMINAL_STATES.includes(state)) return main;
  const { formDueAt, voidRequest, handOff } = progress;
  const item = (kind: string, due: string | undefined): Item[] => (due ? [{ kind, dueAt: due }] : []);
  const called = item('take-over', handoffInstitution ? handOff?.dueAt : undefined);
  return [...main, ...called, ...item('complete-form', formDueAt), ...item('answer-void', voidRequest?.dueAt)];
}

/**
 * How the items of a referral stand after a step: an item that stays keeps its place on the ladder, and is quiet once
 * its owner's side has acted; any other one begins.
 */
export function climbsAfter(
  before: ReferralRow,
  row: ReferralRow,
  who: Who,
  terms: Terms,
): Pick<ReferralRow, 'escalation' | 'alertAt'> {
  const acted = who.code !== 'S' && who.institution === before.ownerInstitution;
  const climbs = itemsOf(row).map((item) => {
    const known = before.escalation?.find(({ kind, dueAt }) => kind === item.kind && dueAt === item.dueAt);
    if (!known) return begin(row, item, terms);
    return acted && item.kind === row.dueKind ? answered(row, known, terms) : known;
  });
  return { escalation: climbs.length > 0 ? climbs : null, alertAt: earliest(climbs) };
}

/** When the next alert of any item is due. */
export function earliest(climbs: readonly Climb[]): Date | null {
  const times = climbs.flatMap(({ nextAt }) => (nextAt ? [Date.parse(nextAt)] : []));
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
