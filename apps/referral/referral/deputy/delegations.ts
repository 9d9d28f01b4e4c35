import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { conflict, type FieldError, forbidden, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { type Delegation, delegationsOf, departmentOfKey, insertDelegation } from './delegation.store.js';
import type { DelegationsView, DelegationView, NewDelegation } from './deputy.dto.js';

/** Departments that leave their decisions to the referral desk (`decide.delegatedToDesk`, domain §2.2). */
@Injectable()
export class Delegations {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly networks: Networks,
  ) {}

  /** Every row of the caller's house, those of days gone by included. */
  list(caller: Principal): Promise<DelegationsView> {
    return this.database.transaction(scopeOf(caller), async (tx) => {
      return { items: (await delegationsOf(tx, caller)).map(viewOf) };
    });
  }

  /** @throws Problem 403 for another department, 409 where two write at once, 422 for days or departments that do not fit */
  async set(write: Write, given: NewDelegation): Promise<Answer<DelegationView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const validFrom = given.validFrom ?? localDate(now);
      requireDepartment(principal, given.deptCode);
      const errors = faultsOf({ ...given, validFrom }, principal.institution, network, now);
      if (errors.length > 0) {
        throw rulesBroken('This cannot be delegated so.', errors);
      }
      const { account: approvedBy } = principal;
      const change = { delegated: given.delegated, validFrom, validTo: given.validTo ?? null, approvedBy };
      const row = await insertDelegation(tx, principal, given.deptCode, change);
      if (row) return { status: 201, body: viewOf(row) };
      throw conflict('CHANGED_MEANWHILE', 'Somebody changed it at this moment.');
    });
  }
}

/** A head delegates for the own department, medical affairs for every one of the house. */
function requireDepartment({ roles, departments }: Principal, deptCode: string): void {
  if (roles.includes('medical-affairs') || departments.length === 0 || departments.includes(deptCode)) return;
  throw forbidden('NOT_YOUR_DEPARTMENT', 'You delegate for your own department only.');
}

function faultsOf(
  { deptCode, validFrom, validTo }: NewDelegation & { validFrom: string },
  institution: string,
  network: Network,
  now: Date,
): FieldError[] {
  const faults: FieldError[] = [];
  if (!network.capability(institution, deptCode, validFrom)) {
    faults.push({ field: 'deptCode', code: 'unknown', message: 'Your institution has no such department.' });
  }
  if (validFrom < localDate(now)) {
    faults.push({ field: 'validFrom', code: 'past', message: 'Decisions are not delegated for days gone by.' });
  }
  if (validTo !== undefined && validTo <= validFrom) {
    faults.push({ field: 'validTo', code: 'order', message: 'The end comes after the beginning.' });
  }
  return faults;
}

function viewOf({ key, validTo, ...row }: Delegation): DelegationView {
  return { deptCode: departmentOfKey(key), ...row, ...(validTo ? { validTo } : {}) };
}
