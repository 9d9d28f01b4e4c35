import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { instantOf, localDate, plusDays } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { maskName } from '#service/crypto/mask.js';
import { Database } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { openText } from '../../patient/identity.js';
import { itemOf } from '../reading/view.js';
import type { ExpectedArrival, ExpectedArrivalQuery } from './arrival.dto.js';
import { type ArrivalRow, listArrivals } from './arrival.store.js';

/** Who is to come to a house, by day. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** Expected, on the way, come or missed, by the time for which they are expected. */
  list(caller: Principal, query: ExpectedArrivalQuery): Promise<Page<ExpectedArrival>> {
    const { county, institution, roles, departments } = caller;
    const { patient, referralNo, limit } = query;
    const after = readCursor(query.cursor, 'instant', 'uuid');
    const isBound = roles.includes('hospital-doctor') && departments.length > 0;
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const day = query.date ?? localDate(now);
      const rows = await listArrivals(tx, {
        ...{ county, institution, patient, referralNo, after, limit },
        departments: isBound ? departments : undefined,
        from: midnight(day),
        to: midnight(plusDays(day, 1)),
        today: day === localDate(now),
      });
      return toPage(
        rows,
        limit,
        (row) => this.viewOf(row),
        ({ expectedAt, id }) => [expectedAt.toISOString(), id],
      );
    });
  }

  private viewOf(row: ArrivalRow): ExpectedArrival {
    const { expectedAt, arrivedAt } = row;
    const patient = this.patientOf(row);
    return {
      ...itemOf(row),
      expectedAt: expectedAt.toISOString(),
      ...(arrivedAt ? { arrivedAt: arrivedAt.toISOString() } : {}),
      ...(patient ? { patient } : {}),
    };
  }

  private patientOf({
    patientId: id,
    sealedBy,
    nameSealed,
    sexCode,
    birthDate,
  }: ArrivalRow): ExpectedArrival['patient'] {
    if (sealedBy === null || nameSealed === null || sexCode === null || birthDate === null) return undefined;
    return { name: maskName(openText(this.cipher, { id, sealedBy }, 'name', nameSealed)), sexCode, birthDate };
  }
}

const midnight = (day: string): Date => instantOf(day, { days: 0, at: '00:00' });
