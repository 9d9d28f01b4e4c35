import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReferralWants } from '#contracts/referral.events.js';
import { Batcher } from '#messaging/batcher.js';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { batchSizes } from '#service/metrics/database-metrics.js';
import type { Problem } from '#service/problem/problem.js';
import type { Answer } from '#service/write/write.js';
import { type BookingWish, freshBookings, settleBookings } from '../booking/batch.js';
import { SupplyPolicies } from '../policy/policies.js';
import { raiseClaims } from './claim.store.js';
import { type Looking, settleReferrals } from './place.js';
import { serve } from './serve.js';
import { Turn } from './turn.js';
import { type Arrived, CONSUMER, claimOf, requestOf } from './wish.js';

/** A new referral that wants a unit for its review. */
export interface ReferralWish {
  kind: 'referral';
  arrived: Arrived<ReferralWants>;
}

export type Wish = ReferralWish | BookingWish;
/** A booking's answer or refusal; a referral is answered by a message. */
export type Outcome = Answer<unknown> | Problem | undefined;

/** While PostgreSQL works on the batch of one lane, this process works on that of the other. */
const LANES = 2;

/**
 * The one door to units: requests from messages and from HTTP are gathered while others are decided, then decided and
 * written by one set-based transaction (architecture §5), in the order of request.ts `inOrder`. Requests for one pool and
 * group always take the same lane.
 */
@Injectable()
export class Door {
  // One batch of a lane at a time: its neighbours want the same sessions, and would only wait for the first's locks.
  private readonly lanes = Array.from(
    { length: LANES },
    () =>
      new Batcher<Wish, Outcome>({
        maxSize: 1_000,
        maxInFlight: 1,
        maxQueued: 20_000,
        runBatch: (wishes) => this.decide(wishes),
      }),
  );

  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
  ) {}

  /** Resolves once the decision is committed. @throws QueueFull when too many wait already */
  ask(wish: Wish): Promise<Outcome> {
    return (this.lanes[laneOf(wish)] as Batcher<Wish, Outcome>).submit(wish);
  }

  private decide(wishes: Wish[]): Promise<Outcome[]> {
    batchSizes.observe({ batch: 'unit-door' }, wishes.length);
    return this.database.batch(SYSTEM, async (tx, now) => {
      const asked = wishes.filter((wish) => wish.kind === 'booking');
      const referrals = await freshReferrals(
        tx,
        wishes.filter((wish) => wish.kind === 'referral'),
      );
      const bookings = await freshBookings(tx, asked);
      const requests = [...referrals, ...bookings.fresh].map(({ request }) => request);
      const [county] = requests.flatMap(({ candidates }) => candidates.map((candidate) => candidate.county));
      if (county !== undefined) {
        const counties = requests.flatMap(({ candidates }) => candidates.map((candidate) => candidate.county));
        const turn = new Turn(tx, now, await this.policies.at(tx, now, counties), county);
        const served = await serve(turn, requests);
        await settleReferrals(turn, referrals, new Set(served.map(({ request }) => request)));
        await settleBookings(turn, bookings, served);
        await turn.tell();
      }
      return wishes.map((wish) => (wish.kind === 'booking' ? bookings.outcomes.get(wish) : undefined));
    });
  }
}

function laneOf(wish: Wish): number {
  const wanted = wish.kind === 'booking' ? wish.request : wish.arrived.data.wanted;
  const name = wanted ? `${wanted.pool} ${wanted.group}` : '';
  return [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % LANES;
}

/** Those seen for the first time that no later event of the referral has overtaken and that want a unit at all. */
async function freshReferrals(tx: EntityManager, wishes: readonly ReferralWish[]): Promise<Looking[]> {
  const ids = await claimMessages(
    tx,
    CONSUMER,
    wishes.map(({ arrived }) => arrived.envelope),
  );
  const unseen = wishes.filter(({ arrived }) => ids.has(arrived.envelope.id));
  const newest = await raiseClaims(
    tx,
    unseen.map(({ arrived }) => claimOf(arrived, arrived.data.wanted)),
  );
  return unseen.flatMap(({ arrived }) => {
    const { wanted, referralId } = arrived.data;
    return wanted && newest.has(referralId) ? [{ arrived, wanted, request: requestOf(arrived, wanted, 'review') }] : [];
  });
}
