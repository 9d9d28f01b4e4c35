import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MessageName } from '#contracts/catalogue.js';
import type { BundlePart } from '#contracts/parts.js';
import type { ReferralChanged, ReferralWants } from '#contracts/referral.events.js';
import { claimMessages } from '#messaging/inbox.js';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { endTasksOf } from '../change/end-tasks.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { SessionKey } from '../supply/session.entity.js';
import { sessionsOfReferral } from '../supply/session.store.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import { lockEntries } from '../wait-list/wait-list.store.js';
import { raiseClaims } from './claim.store.js';
import { giveUp, leaveList } from './give-up.js';
import type { ReferralRef } from './request.js';
import { isLive, type Reservation } from './reservation.entity.js';
import { reservationsOf } from './reservation.store.js';
import { Turn } from './turn.js';
import { type Arrived, CONSUMER, claimOf, type Happening } from './wish.js';

/** What one referral has at the moment of an event; its sessions, entry and claim are locked. */
export interface Holding {
  arrived: Arrived<Happening>;
  referral: ReferralRef;
  /** Its live place in the wait list. */
  entry?: WaitEntry;
  /** All that it has or had, the latest first. */
  rows: Reservation[];
  /** Those among them that can still be used. */
  live: Reservation[];
}

/** What is answered to a request that a later event of its referral has overtaken: silence would leave it open. */
export type Overtaken = (arrived: Arrived<Happening>, now: Date) => NewMessage<MessageName>;

/** What an event does to what the referral has. It must save the turn. */
export type Move<D extends Happening = ReferralChanged> = (turn: Turn, holding: Holding, data: D) => Promise<void>;

/** Events of one referral beside the first wish: one transaction each, through the same turn as the door. */
@Injectable()
export class Moves {
  constructor(
    private readonly database: Database,
    private readonly policies: SupplyPolicies,
  ) {}

  /** Applies an event once, unless a later one of the same referral was seen before: then it is late and does nothing. */
  apply<D extends Happening>(arrived: Arrived<D>, move: Move<D>, ended = false, overtaken?: Overtaken): Promise<void> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const first = await claimMessages(tx, CONSUMER, [arrived.envelope]);
      if (first.size === 0) return;
      const claim = claimOf(arrived, wantedOf(arrived.data), ended);
      const counties = (await raiseClaims(tx, [claim])).get(claim.referralId);
      if (!counties) return addToOutbox(tx, overtaken ? [overtaken(arrived, now)] : []);
      const book = await this.policies.at(tx, now, counties);
      const turn = new Turn(tx, now, book, counties[0] as string);
      const holding = await presentHop(turn, await open(tx, turn, arrived, counties));
      const data = stillWanted(arrived.data, holding.rows);
      await move(turn, { ...holding, arrived: { ...arrived, data } }, data);
      await endTasksOf(turn, holding.rows, 'toState' in data ? (data as ReferralChanged).toState : undefined);
      await turn.tell();
    });
  }
}

const wantedOf = (data: Happening) => ('wanted' in data ? (data as ReferralWants).wanted : undefined);

/** What the patient has come to already is not looked for again with a new main unit, nor waited for. */
function stillWanted<D extends Happening>(data: D, rows: readonly Reservation[]): D {
  const wanted = wantedOf(data);
  if (!wanted?.bundle) return data;
  const hasHad = ({ pool, group }: BundlePart) =>
    rows.some((row) => row.state === 'arrived' && row.pool === pool && row.group === group);
  return { ...data, wanted: { ...wanted, bundle: wanted.bundle.filter((part) => !hasHad(part)) } };
}

async function open(tx: EntityManager, turn: Turn, arrived: Arrived<Happening>, counties: string[]): Promise<Holding> {
  const referral = { county: arrived.data.referralCounty, id: arrived.data.referralId, hop: arrived.data.hop };
  let [entry] = await lockEntries(tx, counties, referral);
  if (entry) turn.entries.set(entry.id, entry);
  await turn.lock(await sessionsOfReferral(tx, counties, referral));
  let read = await reservationsOf(tx, counties, referral);
  // While this waited for a session its hospital may have taken the unit away: the new one, and the place, came then.
  if (read.some((row) => !turn.isLocked(sessionOf(row)))) {
    await turn.lock(read.map(sessionOf));
    read = await reservationsOf(tx, counties, referral);
  }
  if (!entry && read.some(({ state }) => state === 'displaced')) {
    [entry] = await lockEntries(tx, counties, referral);
    entry = entry && (turn.entries.get(entry.id) ?? entry);
    if (entry) turn.entries.set(entry.id, entry);
  }
  // What the sessions gave back when they were locked may have been offered to this very entry.
  const offered = turn.stock.added.map(({ row }) => row).filter((row) => row.referralId === referral.id);
  const rows = [...offered, ...read.map((row) => turn.stock.changed.get(row.id) ?? row)];
  return { arrived, referral, entry, rows, live: rows.filter((row) => isLive(row, turn.now)) };
}

const sessionOf = ({ county, sessionId: id }: Reservation): SessionKey => ({ county, id });

/** What an earlier target gave goes back with the first event of a later hop, be it the redirect (T15) or one after it. */
async function presentHop(turn: Turn, holding: Holding): Promise<Holding> {
  const { referral, entry, live, arrived } = holding;
  const earlier = live.filter(({ hop }) => hop !== referral.hop);
  const isLate = entry !== undefined && entry.hop !== referral.hop;
  if (!isLate && earlier.length === 0) return holding;
  if (isLate) leaveList(turn, entry);
  giveUp(turn, earlier, arrived.data);
  await turn.serveWaiting();
  return { ...holding, entry: isLate ? undefined : entry, live: live.filter((row) => !earlier.includes(row)) };
}
