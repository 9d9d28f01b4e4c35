import { IsInt, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { Id } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { COUNTER_NAMES } from '../reserve/counters.js';
import type { LedgerEntry, LedgerKind } from './entry.entity.js';
import type { PlacedEntry } from './ledger.store.js';

/** One entry of a session's ledger: what it added to each counter. */
export class LedgerEntryView {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsString() kind: LedgerKind;
  /** Account name, or `system`. */
  @IsString() actor: string;
  @IsOptional() @IsString() reason?: string;
  @IsOptional() @IsUUID() reservationId?: string;
  @IsInt() capacity: number;
  @IsInt() extra: number;
  @IsInt() reserve: number;
  @IsInt() released: number;
  @IsInt() familyTaken: number;
  @IsInt() otherTaken: number;
  @IsInt() publicTaken: number;
  @IsInt() emergencyTaken: number;
  @IsInt() shortfall: number;
}

/** `GET /v1/ledger-entries`: of the units of one referral. */
export class ReferralLedgerQuery extends PageQuery {
  @Id('0195f000-0000-7000-8000-000000000010') referral: string;
}

/** An entry with the session that it stands in the ledger of. */
export class PlacedEntryView extends LedgerEntryView {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsString() pool: string;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
}

export function placedView(entry: PlacedEntry): PlacedEntryView {
  const { sessionId, institution, pool, group, startsAt } = entry;
  return { ...entryView(entry), sessionId, institution, pool, group, startsAt: startsAt.toISOString() };
}

export function entryView(entry: LedgerEntry): LedgerEntryView {
  const deltas = Object.fromEntries(COUNTER_NAMES.map((name) => [name, entry[name]])) as Pick<
    LedgerEntry,
    (typeof COUNTER_NAMES)[number]
  >;
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    kind: entry.kind,
    actor: entry.actor,
    reason: entry.reason ?? undefined,
    reservationId: entry.reservationId ?? undefined,
    ...deltas,
  };
}
