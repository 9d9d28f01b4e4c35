import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { DAY_MS, localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, type FieldError, notFound, Problem } from '#service/problem/problem.js';
import { Policies } from '#service/rules/policies.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { hospitalsFor } from './circle.store.js';
import { leftOfNotice, wasTold } from './left.store.js';
import { SLOT_NEWS } from './slot.js';
import type {
  SlotSubscription,
  SlotSubscriptionQuery,
  SlotSubscriptionRequest,
  SlotsOfNotice,
} from './subscription.dto.js';
import {
  countSubscriptions,
  findSubscription,
  insertSubscription,
  listSubscriptions,
  type SubscriptionRow,
  withdrawSubscription,
} from './subscription.store.js';
import { endOf } from './waiting.js';
import { findWaiting } from './waiting.store.js';

/** What a family doctor wants to hear of free units. */
@Injectable()
export class SlotSubscriptions {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: Policies,
  ) {}

  /**
   * Subscribes, or renews what is subscribed already.
   * @throws Problem 422 `NOT_ENTITLED` for a reserve that the doctor may not use (V05), 409 `NOT_WAITING`, 409
   * `TOO_MANY_SUBSCRIPTIONS`
   */
  async subscribe(write: Write, request: SlotSubscriptionRequest): Promise<Answer<SlotSubscription>> {
    refuseUnclear(request);
    const { principal } = write;
    const rules = await this.policies.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      await requireEntitled(tx, principal, request);
      if (request.referralId) await requireWaiting(tx, principal, request.referralId);
      const read = (key: string) => rules.number(key, principal, localDate(now));
      const validUntil = new Date(now.getTime() + read('slot.subscription.days') * DAY_MS);
      const row = await insertSubscription(tx, newRow(principal, request, now, validUntil));
      const most = read('slot.subscription.most');
      if ((await countSubscriptions(tx, principal)) > most) throw tooMany(most);
      const location = `/v1/slot-subscriptions/${row.id}`;
      return { status: row.version === 1 ? 201 : 200, body: view(row), location, version: row.version };
    });
  }

  list(principal: Principal, { limit, cursor }: SlotSubscriptionQuery): Promise<Page<SlotSubscription>> {
    const [before] = readCursor(cursor, 'uuid');
    return this.database.transaction(scopeOf(principal), async (tx) => {
      const rows = await listSubscriptions(tx, principal, before, limit + 1);
      return toPage(rows, limit, view, (row) => [row.id]);
    });
  }

  find(principal: Principal, id: string): Promise<Answer<SlotSubscription>> {
    return this.database.transaction(scopeOf(principal), async (tx) => {
      const row = await findSubscription(tx, principal, id);
      if (!row) throw notFound();
      return { status: 200, body: view(row), version: row.version };
    });
  }

  /** Ending twice is ending once. */
  withdraw(write: Write, id: string): Promise<Answer<SlotSubscription>> {
    const { principal } = write;
    return this.writes.perform(write, async (tx, now) => {
      const row = (await withdrawSubscription(tx, principal, id, now)) ?? (await findSubscription(tx, principal, id));
      if (!row) throw notFound();
      return { status: 201, body: view(row), version: row.version };
    });
  }

  /** What is left now of what a notice told of. @throws Problem 404 for a notice that told this doctor of no units */
  slotsOf(principal: Principal, noticeId: string): Promise<SlotsOfNotice> {
    return this.database.transaction(scopeOf(principal), async (tx, now) => {
      if (!(await wasTold(tx, principal, noticeId))) throw notFound();
      const left = await leftOfNotice(tx, principal, noticeId, now);
      const items = left.map(({ doctorId, startsAt, ...slot }) => {
        return { ...slot, ...(doctorId ? { doctorId } : {}), startsAt: startsAt.toISOString() };
      });
      return { noticeId, unitsNow: left.reduce((sum, { unitsNow }) => sum + unitsNow, 0), items };
    });
  }
}

/** @throws Problem 422 for a wish that says nothing, or two things at once */
function refuseUnclear(request: SlotSubscriptionRequest): void {
  const { institution, pool, department, doctorId, examItem, referralId } = request;
  const errors: FieldError[] = [];
  const others = { institution, pool, department, doctorId, examItem };
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  if (referralId !== undefined) {
    const message = 'The referral itself says what its patient needs.';
    errors.push(...given.map(([field]) => ({ field, code: 'said-by-referral', message })));
  } else if (given.every(([field]) => field === 'pool')) {
    errors.push({ field: 'institution', code: 'required', message: 'Of which hospital, department, expert or exam?' });
  }
  if (examItem !== undefined) {
    const message = 'An exam item is of no department and no expert.';
    errors.push(
      ...given
        .filter(([field]) => field === 'department' || field === 'doctorId')
        .map(([field]) => ({ field, code: 'not-with-exam', message })),
    );
    if (pool !== undefined && pool !== 'exam') errors.push({ field: 'pool', code: 'not-with-exam', message });
  }
  if (errors.length > 0)
    throw new Problem({ status: 422, code: 'SUBSCRIPTION_UNCLEAR', detail: 'See errors.', errors });
}

async function requireEntitled(tx: EntityManager, principal: Principal, request: SlotSubscriptionRequest) {
  const hospitals = await hospitalsFor(tx, principal);
  const { institution } = request;
  if (hospitals.length > 0 && (institution === undefined || hospitals.includes(institution))) return;
  const detail =
    hospitals.length === 0
      ? 'Only doctors of a contract team may use the reserve of their consortium.'
      : 'The reserve of this hospital is for the family doctors of its own consortium.';
  const errors = institution ? [{ field: 'institution', code: 'not-entitled', message: detail, rule: 'V05' }] : [];
  throw new Problem({ status: 422, code: 'NOT_ENTITLED', detail, ...(errors.length > 0 ? { errors } : {}) });
}

async function requireWaiting(tx: EntityManager, { county, institution }: Principal, id: string): Promise<void> {
  const referral = await findWaiting(tx, county, institution, id);
  if (!referral) throw notFound('There is no such referral of your house that looks for a unit.');
  if (endOf(referral) === undefined && referral.pool !== null) return;
  throw conflict('NOT_WAITING', 'This patient looks for no unit of a pool.');
}

function tooMany(most: number): Problem {
  return conflict('TOO_MANY_SUBSCRIPTIONS', `At most ${most} subscriptions: end one before.`, { most });
}

function newRow(
  { county, institution, practitioner }: Principal,
  request: SlotSubscriptionRequest,
  now: Date,
  validUntil: Date,
): SubscriptionRow {
  return {
    county,
    id: v7(),
    version: 1,
    institution,
    practitioner,
    hospital: request.institution ?? null,
    pool: request.pool ?? null,
    department: request.department ?? null,
    doctorId: request.doctorId ?? null,
    examItem: request.examItem ?? null,
    referralId: request.referralId ?? null,
    news: SLOT_NEWS.filter((news) => request.news === undefined || request.news.includes(news)),
    createdAt: now,
    validUntil,
    endedAt: null,
    endReason: null,
  };
}

function view(row: SubscriptionRow): SlotSubscription {
  const { id, version, hospital, pool, department, doctorId, examItem, referralId, news, endedAt, endReason } = row;
  return {
    id,
    version,
    ...(hospital ? { institution: hospital } : {}),
    ...(pool ? { pool } : {}),
    ...(department ? { department } : {}),
    ...(doctorId ? { doctorId } : {}),
    ...(examItem ? { examItem } : {}),
    ...(referralId ? { referralId } : {}),
    news,
    createdAt: row.createdAt.toISOString(),
    validUntil: row.validUntil.toISOString(),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    ...(endReason ? { endReason } : {}),
  };
}
