import type { UnitWanted } from '#contracts/parts.js';
import type {
  FormHoldChanged,
  FormHoldExtensionRequested,
  FormHoldRequested,
  ReferralWants,
} from '#contracts/referral.events.js';
import { earlier, later, plusMinutes } from '../calendar/beijing.js';
import { holdUntil, reviewHoldUntil } from '../reserve/hold-time.js';
import { askerOf, standingOf } from '../reserve/rule.js';
import { momentOf } from './allot.js';
import { held, refused } from './answers.js';
import { exchange } from './asked.js';
import { giveUp } from './give-up.js';
import type { Holding } from './moves.js';
import { nextOptions, searchAfter } from './options.js';
import type { UnitRequest } from './request.js';
import type { Reservation } from './reservation.entity.js';
import { look } from './steps.js';
import type { Turn } from './turn.js';
import { candidatesOf, requestOf } from './wish.js';

/** A unit while the form is filled, one per draft: a second request moves the hold, the new unit first (domain §7.5). */
export async function holdForForm(turn: Turn, holding: Holding, data: FormHoldRequested): Promise<void> {
  const { wanted, sessionId } = data;
  const same = holding.live.find((row) => sessionId !== undefined && row.sessionId === sessionId);
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
  if (!row) return refuseExtension(turn, holding, reservationId, 'hold-ended');
  const { session } = turn.stock.shelfOf(row);
  const { minutes, extensions, mostMinutes } = turn.book.of(session.county, session.institution).formHold();
  const until = earlier(holdUntil(turn.now, minutes, session), plusMinutes(row.createdAt, mostMinutes));
  if (row.extensions >= extensions || until <= (row.holdUntil ?? turn.now)) {
    return refuseExtension(turn, holding, reservationId, 'extended-before');
  }
  turn.stock.change(row, { holdUntil: until, extensions: row.extensions + 1 });
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
  const { live } = holding;
  const { wanted } = data;
  const row = wanted && live.find((one) => fits(turn, one, wanted, data));
  giveUp(
    turn,
    live.filter((one) => one !== row),
    data,
  );
  await turn.serveWaiting();
  if (!row || !wanted) return look(turn, { ...holding, live: [] }, data, 'review');
  const { session } = turn.stock.shelfOf(row);
  const minutes = turn.book.of(session.county, session.institution).holdMinutes(wanted.urgencyClass);
  const until = reviewHoldUntil(turn.now, minutes, new Date(wanted.decideBy), session);
  turn.stock.change(row, { holdUntil: later(row.holdUntil ?? until, until), urgencyClass: wanted.urgencyClass });
  tellHeld(turn, holding, row, 'review');
  await turn.save();
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
    row.startsAt >= new Date(wanted.earliest) &&
    row.startsAt <= new Date(wanted.latest) &&
    candidatesOf(data, wanted).some(
      ({ county, institution }) => county === row.county && institution === row.institution,
    )
  );
}

function tellHeld(turn: Turn, { referral, arrived }: Holding, row: Reservation, purpose: 'form' | 'review'): void {
  const { session } = turn.stock.shelfOf(row);
  turn.say(held({ row, session, referral, now: turn.now, causeId: arrived.envelope.id }, purpose));
}

async function refuseExtension(
  turn: Turn,
  { referral, arrived, rows }: Holding,
  reservationId: string,
  reason: string,
): Promise<void> {
  await turn.save();
  const row = rows.find(({ id }) => id === reservationId);
  const [options = []] = row ? await nextOptions(turn, [searchAfter(row, turn.now)]) : [];
  const { aggregateVersion, id } = arrived.envelope;
  turn.say(refused(referral, aggregateVersion, turn.now, { request: 'form-hold', reason, options }, id));
}
