import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { DAY_MS, localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { conflict, type FieldError, forbidden, notFound, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { termsAt } from '../deadline/terms.js';
import type { DeputiesView, DeputyView, NewDeputy } from './deputy.dto.js';
import { type Deputy, deputiesOf, endDeputy, findDeputy, insertDeputy } from './deputy.store.js';
import { isResponsible, takesThePlace } from './responsible.js';

/** Who acts in the place of a referring doctor (domain §5.1, R): named persons of the same house, for days that are set. */
@Injectable()
export class Deputies {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly networks: Networks,
  ) {}

  /** The rows of the caller's house that hold or will hold. */
  list(caller: Principal): Promise<DeputiesView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      return { items: (await deputiesOf(tx, caller, localDate(now))).map(viewOf) };
    });
  }

  /** @throws Problem 403 for somebody else's place, 409 where the days overlap, 422 for who may not sign here */
  async name(write: Write, given: NewDeputy): Promise<Answer<DeputyView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const row = rowOf(principal, given, now);
      requireResponsible(principal, row, network);
      if (takesThePlace(principal, row.practitioner, row.deputy)) {
        throw forbidden('NOT_YOUR_PLACE', 'Who names a deputy for somebody else does not name himself.');
      }
      const errors = faultsOf(row, network, now);
      if (errors.length > 0) {
        throw rulesBroken('This deputy cannot be named.', errors);
      }
      if (!(await insertDeputy(tx, row))) {
        const detail = 'The same deputy is named for one of these days already.';
        throw conflict('DEPUTY_NAMED', detail);
      }
      return { status: 201, body: viewOf(row), location: `/v1/deputies/${row.id}` };
    });
  }

  /** Ends it today. @throws Problem 404, 403 for somebody else's place */
  async end(write: Write, id: string): Promise<Answer<DeputyView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const row = await findDeputy(tx, principal, id);
      if (!row) throw notFound();
      requireResponsible(principal, row, network);
      const day = localDate(now);
      const ended = row.validTo <= day ? row : await endDeputy(tx, row, day, principal.account);
      return { status: 200, body: viewOf(ended) };
    });
  }
}

function rowOf({ county, institution, practitioner, account }: Principal, given: NewDeputy, now: Date): Deputy {
  return {
    county,
    id: v7(),
    institution,
    practitioner: given.practitioner ?? practitioner,
    deputy: given.deputy,
    validFrom: given.validFrom ?? localDate(now),
    validTo: given.validTo,
    namedBy: account,
    namedAt: now,
    endedBy: null,
  };
}

/** @throws Problem 403 */
function requireResponsible(caller: Principal, { practitioner }: Deputy, network: Network): void {
  if (isResponsible(caller, practitioner, network.practitioner(practitioner)?.departments ?? [])) return;
  const detail = 'A doctor names the own deputy; heads name for their department, medical affairs for the house.';
  throw forbidden('NOT_YOUR_PLACE', detail);
}

function faultsOf(row: Deputy, network: Network, now: Date): FieldError[] {
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) => faults.push({ field, code, message });
  const signs = (id: string) => network.hasRight(id, row.institution, 'refer-out', row.validFrom);
  if (!signs(row.practitioner)) refuse('practitioner', 'no-right', 'Not registered here with the right to refer.');
  if (!signs(row.deputy)) refuse('deputy', 'no-right', 'Not registered here with the right to refer.');
  if (row.deputy === row.practitioner) refuse('deputy', 'same-person', 'Nobody is the own deputy.');
  if (row.validFrom < localDate(now)) refuse('validFrom', 'past', 'A deputy is not named for days gone by.');
  if (row.validTo <= row.validFrom) refuse('validTo', 'order', 'The end comes after the beginning.');
  const { amount } = termsAt(network, { county: row.county, institution: row.institution }, now).limit(
    'deputy.longest',
  );
  if (Date.parse(row.validTo) - Date.parse(row.validFrom) > amount * DAY_MS) {
    refuse('validTo', 'too-long', `A deputy is named for at most ${amount} days.`);
  }
  return faults;
}

function viewOf({ county: _, namedAt, endedBy, ...row }: Deputy): DeputyView {
  return { ...row, namedAt: namedAt.toISOString(), ...(endedBy ? { endedBy } : {}) };
}
