import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { wardGroupOf } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { ownReservation } from '../booking/own.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { lockBed } from './bed.store.js';
import { isInService } from './beds.service.js';
import type { AdmissionRequest, OccupancyEnd, OccupancyView } from './occupancy.dto.js';
import { endOccupancy, findOccupancy, insertOccupancy, lockOccupancy, type Occupancy } from './occupancy.store.js';
import {
  alreadyAdmitted,
  alreadyEnded,
  bedNotInService,
  bedOccupied,
  notABed,
  notArrived,
  reasonRequired,
} from './refusal.js';

/** Who lies where: the ward-day promises a bed of its group, the ward says at admission which one (domain §7.9). */
@Injectable()
export class Admissions {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: SupplyPolicies,
  ) {}

  /**
   * Puts a patient who has come into a bed.
   * @throws Problem 409 `NOT_ARRIVED`, `NOT_A_BED`, `ALREADY_ADMITTED`, `BED_OCCUPIED`, `BED_NOT_IN_SERVICE`; 422
   * `REASON_REQUIRED`; 404 for a booking or a bed of others
   */
  admit(write: Write, bookingId: string, body: AdmissionRequest): Promise<Answer<OccupancyView>> {
    return this.writes.perform(write, async (tx, now) => {
      const row = await ownReservation(tx, write.principal, bookingId);
      if (row.pool !== 'inpatient-bed' && row.pool !== 'day-surgery') throw notABed();
      if (row.state !== 'arrived') throw notArrived(row.state);
      return answerOf(await this.lay(tx, now, row, body, write.principal.account));
    });
  }

  /** Ends an occupancy; a move ends it and begins the next one in the same moment, or does nothing. */
  end(write: Write, id: string, { kind, bedId, reason }: OccupancyEnd): Promise<Answer<OccupancyView>> {
    const version = requireIfMatch(write);
    const { principal } = write;
    return this.writes.perform(write, async (tx, now) => {
      const occupancy = await lockOccupancy(tx, principal.county, principal.institution, id);
      if (!occupancy) throw notFound();
      if (occupancy.version !== version) throw staleVersion(occupancy.version);
      if (occupancy.until !== null) throw alreadyEnded();
      const ended = await endOccupancy(tx, occupancy, now, kind, principal.account);
      if (kind === 'discharge' || bedId === undefined) return answerOf(ended);
      const row = await ownReservation(tx, principal, occupancy.reservationId);
      return answerOf(await this.lay(tx, now, row, { bedId, reason }, principal.account));
    });
  }

  /** @throws Problem 404 outside the caller's institution */
  find(principal: Principal, id: string): Promise<Answer<OccupancyView>> {
    return this.database.transaction(scopeOf(principal), async (tx) => {
      const occupancy = await findOccupancy(tx, principal.county, principal.institution, id);
      if (!occupancy) throw notFound();
      return { ...answerOf(occupancy), status: 200 };
    });
  }

  private async lay(
    tx: EntityManager,
    now: Date,
    row: Reservation,
    { bedId, reason = null }: { bedId: string; reason?: string | null },
    account: string,
  ): Promise<Occupancy> {
    const { county, institution, patientId } = row;
    const bed = await lockBed(tx, county, institution, bedId);
    if (!bed) throw notFound();
    const { group, bedClass, label: bedLabel } = bed;
    if (!isInService(bed, localDate(now))) throw bedNotInService(bed);
    if (bed.occupancyId !== null) throw bedOccupied(bed);
    const policy = (await this.policies.at(tx, now, [county])).of(county, institution);
    const isBooked = wardGroupOf(group, bedClass) === row.group && !policy.isExcluded(bedClass);
    if (!isBooked && reason === null) throw reasonRequired(bed, row.group);
    const occupancy: Occupancy = {
      ...{ county, institution, bedId, bedLabel, group, bedClass, patientId, reason },
      ...{ id: v7(), version: 1, reservationId: row.id, from: now, until: null, endKind: null },
    };
    if (!(await insertOccupancy(tx, occupancy, account))) throw alreadyAdmitted();
    return occupancy;
  }
}

function answerOf({ county: _, reservationId, ...occupancy }: Occupancy): Answer<OccupancyView> {
  const body = {
    ...occupancy,
    bookingId: reservationId,
    from: occupancy.from.toISOString(),
    until: occupancy.until?.toISOString(),
    reason: occupancy.reason ?? undefined,
    endKind: occupancy.endKind ?? undefined,
  };
  return { status: 201, body, location: `/v1/occupancies/${occupancy.id}`, version: occupancy.version };
}
