import type { UnitWanted } from '#contracts/parts.js';
import type {
  FormHoldChanged,
  FormHoldExtensionRequested,
  FormHoldRequested,
  ReferralWants,
} from '#contracts/referral.events.js';
import { earlier, plusMinutes } from '#service/calendar/local-time.js';
import { holdUntil } from '../reserve/hold-time.js';
import { askerOf, standingOf } from '../reserve/rule.js';
import type { Session } from '../supply/session.entity.js';
import { momentOf } from './allot.js';
import { held } from './answers.js';
import { exchange } from './asked.js';
import { boundsOf } from './beginning.js';
import { giveUp } from './give-up.js';
import type { Holding } from './moves.js';
import type { UnitRequest } from './request.js';
import { isPart, mainAndParts, type Reservation } from './reservation.entity.js';
import { refuseStep, reviewEnd, toldOf } from './standing-hold.js';
import { extendTogether, look } from './steps.js';
import type { Turn } from './turn.js';
import { candidatesOf, requestOf } from './wish.js';

/** A unit while the form is filled, one per draft: a second request moves the hold, the new unit first (domain §7.5). */
export async function holdForForm(turn: Turn, holding: Holding, data: FormHoldRequested): Promise<void> {
  const { wanted, sessionId } = data;
  const same = holding.live.find((row) => !isPart(row) && sessionId !== undefined && row.sessionId === sessionId);
  const wish = requestOf(holding.arrived, wanted, 'form');
  if (!same) return exchange(turn, holding, chosen(wish, sessionId), 'form-hold', wish);
  tellHeld(turn, holding, same, 'form');
  await turn.save();
}

/** Who picks a session picks its doctor. */
const chosen = (wish: UnitRequest, sessionId: string | undefined): UnitRequest =>
  sessionId === undefined ? wish : { ...wish, sessionId, doctorId: undefined };

/** Some minutes more, as often and as long as the policy allows, never past the cap of every hold (domain §7.5). */
export async function extendFormHold(
  turn: Turn,
  holding: Holding,
  { reservationId }: FormHoldExtensionRequested,
): Promise<void> {
  const row = holding.live.find(({ id, state }) => id === reservationId && state === 'held');
  if (!row) return refuseStep(turn, holding, { request: 'form-hold', reason: 'hold-ended' }, reservationId);
  const { session } = turn.stock.shelfOf(row);
  const { minutes, extensions, mostMinutes } = turn.book.of(session.county, session.institution).formHold();
  const rows = [row, ...mainAndParts(holding.live).parts];
  const endOf = (one: Reservation) =>
    earlier(
      holdUntil(turn.now, minutes, boundsOf(turn.stock.shelfOf(one).session, one.startsAt)),
      plusMinutes(row.createdAt, mostMinutes),
    );
  const until = rows.map(endOf).reduce(earlier);
  if (row.extensions >= extensions || until <= (row.holdUntil ?? turn.now)) {
    return refuseStep(turn, holding, { request: 'form-hold', reason: 'extended-before' }, reservationId);
  }
  extendTogether(turn, rows, () => until, { extensions: row.extensions + 1 });
  tellHeld(turn, holding, row, 'form');
  await turn.save();
}

/** The author does not need the unit any more: released by hand, or with the draft. */
export async function releaseFormHold(turn: Turn, holding: Holding, data: FormHoldChanged): Promise<void> {
  giveUp(turn, holding.live, data);
  await turn.serveWaiting();
  await turn.save();
}

/**
 * T02 of a stored draft: the form hold becomes the review hold of that very unit. One that has lapsed, or that the form
 * as submitted has no right to, is tried anew, the doctor's session first.
 */
export async function takeOver(turn: Turn, holding: Holding, data: ReferralWants): Promise<void> {
  const { wanted } = data;
  const { main, parts } = mainAndParts(holding.live);
  const row = wanted && main && fits(turn, main, wanted, data) && areParts(parts, wanted) ? main : undefined;
  if (!row || !wanted) {
    giveUp(turn, holding.live, data);
    await turn.serveWaiting();
    return look(turn, { ...holding, live: [] }, data, 'review');
  }
  const { urgencyClass } = wanted;
  const endOf = reviewEnd(turn, urgencyClass, new Date(wanted.decideBy));
  extendTogether(turn, [row, ...parts], endOf, { urgencyClass });
  tellHeld(turn, holding, row, 'review');
  await turn.save();
}

/** Whether just the parts that the form asks for are held. */
function areParts(parts: readonly Reservation[], { bundle = [] }: UnitWanted): boolean {
  return (
    parts.length === bundle.length &&
    bundle.every(({ pool, group }) => parts.some((row) => row.pool === pool && row.group === group))
  );
}

/** Whether the form as submitted may have the unit that was held while it was filled. */
function fits(turn: Turn, row: Reservation, wanted: UnitWanted, data: ReferralWants): boolean {
  const { session } = turn.stock.shelfOf(row);
  const standing = standingOf(askerOf(wanted.entitlement), wanted.urgencyClass, momentOf(session, turn.now));
  return (
    row.state === 'held' &&
    row.patientId === data.patientId &&
    row.taker === standing &&
    row.pool === wanted.pool &&
    row.group === wanted.group &&
    (!wanted.doctorId || wanted.doctorId === session.doctorId) &&
    beginsInTime(row, session, new Date(wanted.earliest)) &&
    row.startsAt <= new Date(wanted.latest) &&
    candidatesOf(data, wanted).some(
      ({ county, institution }) => county === row.county && institution === row.institution,
    )
  );
}

/** Beds and emergencies may be taken while their day already runs (room.store.ts). */
function beginsInTime({ pool, taker, startsAt }: Reservation, { endsAt }: Session, earliest: Date): boolean {
  const mayHaveBegun = pool === 'inpatient-bed' || taker === 'emergency';
  return startsAt >= earliest || (mayHaveBegun && endsAt > earliest);
}

function tellHeld(turn: Turn, holding: Holding, row: Reservation, purpose: 'form' | 'review'): void {
  turn.say(held(toldOf(turn, holding, row, mainAndParts(holding.live).parts), purpose));
}
