import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { validationFailed } from '#service/http/validation.js';
import type { FieldError } from '#service/problem/problem.js';
import type { Network } from '../network/network.js';
import { Networks } from '../network/networks.js';
import type { AgreementDrafts, AgreementPair, AgreementPairs } from './agreement.dto.js';
import { type AgreementDraft, agreementsOf, asCsv, type PairWanted } from './agreement-pairs.js';

/** Agreements made out of pairs; the register of the network takes them. */
@Injectable()
export class Agreements {
  constructor(private readonly networks: Networks) {}

  /** Stores nothing. @throws Problem 400 for an unknown institution, one paired with itself, an end before the begin */
  async draft(caller: Principal, { pairs, ...terms }: AgreementPairs): Promise<AgreementDrafts> {
    const network = await this.networks.of(caller.county);
    const errors: FieldError[] = [];
    const wanted = pairs.flatMap((pair, at) => wantedOf(network, pair, `pairs.${at}`, errors));
    if (terms.validTo && terms.validTo <= terms.validFrom) {
      errors.push({ field: 'validTo', code: 'order', message: 'validTo lies after validFrom.' });
    }
    if (errors.length > 0) throw validationFailed(errors);
    const all = agreementsOf(wanted, { ...terms, deptCodes: terms.deptCodes ?? [] });
    const isOurs = (one: AgreementDraft) => network.institution(one.fromInstitution)?.county === caller.county;
    const rows = all.filter(isOurs);
    return { rows, csv: asCsv(rows), theirs: all.filter((one) => !isOurs(one)) };
  }
}

function wantedOf(network: Network, pair: AgreementPair, field: string, errors: FieldError[]): PairWanted[] {
  const [a, b] = [network.institution(pair.a), network.institution(pair.b)];
  if (!a) errors.push({ field: `${field}.a`, code: 'unknown', message: `There is no institution ${pair.a} here.` });
  if (!b) errors.push({ field: `${field}.b`, code: 'unknown', message: `There is no institution ${pair.b} here.` });
  if (pair.a === pair.b)
    errors.push({ field, code: 'same', message: 'An institution needs no agreement with itself.' });
  return a && b ? [{ a, b }] : [];
}
